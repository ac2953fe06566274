#include <algorithm>
#include <array>

#include "context.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

// What Exact and Prefix do not allow in a path; empty if it is fine.
std::string_view forbidden_in(std::string_view path) {
  if (!path.starts_with('/')) return "it does not start with '/'";
  for (std::string_view part : {"//", "/./", "/../", "%2f", "%2F"})
    if (path.find(part) != path.npos) return part;
  for (std::string_view end : {"/..", "/."})
    if (path.ends_with(end)) return end;
  return {};
}

// As ingress-nginx reads it; a template may become one.
bool is_true(const Value& annotation) {
  static constexpr std::string_view kWords[] = {"1", "t", "T", "true", "True", "TRUE"};
  return annotation.templated() ||
         std::find(std::begin(kWords), std::end(kWords), annotation.string()) != std::end(kWords);
}

// ingress-nginx reads the paths of this Ingress, and takes them as they are.
bool is_plain_nginx(const Object& ingress) {
  const Value annotations = ingress.metadata["annotations"], name = ingress["spec"]["ingressClassName"];
  const std::string prefix = "nginx.ingress.kubernetes.io/";
  if (annotations.templated() || is_true(annotations[prefix + "use-regex"]) ||
      annotations[prefix + "rewrite-target"].present())
    return false;
  if (name.is("nginx") || annotations["kubernetes.io/ingress.class"].is("nginx")) return true;
  for (const auto& [key, value] : annotations.entries())
    if (key.string().starts_with(prefix)) return true;
  return false;
}

bool is_pattern(std::string_view path) {
  return path.find_first_of("()[]*^$|\\") != path.npos || path.find(".+") != path.npos;
}

void check_path(const Value& entry, bool nginx, Context& ctx) {
  const Value type = entry["pathType"], path = entry["path"];
  if (type.missing()) {
    ctx.report(path.present() ? path.key_span() : entry.entries()[0].first.span(),
               "the path has no 'pathType', so the Ingress is rejected; write Prefix or Exact");
    return;
  }
  if (!type.is_scalar() || type.templated()) return;
  const bool exact = type.is("Exact") || type.is("Prefix");
  if (!exact && !type.is("ImplementationSpecific")) {
    ctx.report(type.span(), "path type '{}' is none of Exact, Prefix and ImplementationSpecific", type.string());
  } else if (exact && (path.missing() || path.is(""))) {
    ctx.report(path.exists() ? path.span() : type.span(), "path type '{}' needs a path", type.string());
  } else if (path.is_scalar() && !path.templated() && !path.is("")) {
    const std::string_view problem = exact ? forbidden_in(path.string()) : "";
    if (!path.string().starts_with('/')) {
      ctx.report(path.span(), "path '{}' has to start with a slash", path.string());
    } else if (!problem.empty()) {
      ctx.report(path.span(), "path '{}' may not have '{}' in it", path.string(), problem);
    } else if (exact && nginx && is_pattern(path.string())) {
      ctx.report(path.span(), "path '{}' looks like a pattern, and nginx takes it letter by letter", path.string())
          .severity(Severity::warning);
    }
  }
}

}  // namespace

extern constinit const Rule ingress_path_type_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"schema-violation"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_one_of(object, {"Ingress"}) || object.version != "v1") return;
          const bool nginx = is_plain_nginx(object);
          for (const Value& rule : object["spec"]["rules"].items()) {
            for (const Value& entry : rule["http"]["paths"].items()) {
              if (entry.is_map() && entry.size() > 0) check_path(entry, nginx, ctx);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
