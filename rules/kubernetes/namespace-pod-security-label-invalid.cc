#include "context.h"
#include "kubernetes/admission.h"
#include "kubernetes/workload.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

std::string meant(std::string_view word, const std::vector<std::string_view>& candidates) {
  const auto near = closest(word, candidates);
  return near ? fmt::format("; did you mean '{}'?", *near) : "";
}

bool is_version(std::string_view text) {
  if (text == "latest") return true;
  if (!text.starts_with("v1.") || text.size() == 3) return false;
  return text.find_first_not_of("0123456789", 3) == text.npos;
}

void check_label(const Value& key, const Value& value, Context& ctx) {
  const std::string_view name = key.string().substr(kPodSecurityPrefix.size());
  const bool version = name.ends_with("-version");
  const std::string_view mode = version ? name.substr(0, name.size() - 8) : name;
  if (key.templated()) return;
  if (mode != "enforce" && mode != "audit" && mode != "warn") {
    const auto near = meant(name, {"enforce", "audit", "warn", "enforce-version", "audit-version", "warn-version"});
    ctx.report(key.span(), "Pod Security admission knows no label '{}', so it does nothing{}", name, near);
  } else if (value.templated()) {
    return;
  } else if (version && !is_version(value.string())) {
    ctx.report(value.span(), "'{}' is no version for Pod Security; it takes 'latest' and 'v1.30' and the like",
               value.string());
  } else if (!version && !pod_security_level(value.string())) {
    ctx.report(value.span(), "'{}' is no Pod Security level{}", value.string(),
               meant(value.string(), {"privileged", "baseline", "restricted"}));
  }
}

// The labels mean something on namespaces alone.
void check_useless(const Value& labels, std::string_view kind, Context& ctx) {
  for (const auto& [key, value] : labels.entries()) {
    if (!key.string().starts_with(kPodSecurityPrefix)) continue;
    ctx.report(key.span(), "label '{}' does nothing on a {}; it belongs on the namespace", key.string(), kind)
        .severity(Severity::warning);
  }
}

}  // namespace

extern constinit const Rule namespace_pod_security_label_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check = {[](const Object& object, Context& ctx) {
                const Value labels = object.metadata["labels"];
                if (!object.is("", "Namespace")) {
                  if (is_built_in_group(object.group)) check_useless(labels, object.kind_name, ctx);
                  return;
                }
                for (const auto& [key, value] : labels.entries()) {
                  if (key.string().starts_with(kPodSecurityPrefix)) check_label(key, value, ctx);
                }
              },
              [](const Workload& workload, Context& ctx) {
                if (workload.pod_metadata == workload.object->metadata) return;
                check_useless(workload.pod_metadata["labels"], "pod", ctx);
              }},
};

}  // namespace plimsoll::kubernetes
