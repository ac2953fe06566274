#include "context.h"
#include "kubernetes/ingress_nginx.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> blocked{
    "blocked",
    "what no value may have in it; words as whole words",
    {"alias ", "root ", "/etc/passwd", "/etc/shadow", "/etc/group", "/etc/nginx", "/etc/ingress-controller", "/proc",
     "/var/run/secrets/kubernetes.io", "_by_lua", "\n", ";", "{", "}"}};

// They stand inside of quotes or regular expressions of nginx's configuration.
bool is_often_exploited(std::string_view name) {
  return name == "auth-url" || name == "auth-tls-match-cn" || name == "mirror-target" || name == "mirror-host";
}

// What the value must not have; empty if there is nothing.
std::string_view culprit_in(const NginxAnnotation& annotation, Names words) {
  const std::string_view text = trimmed_end(annotation.value.string());
  if (is_often_exploited(annotation.name)) {
    const size_t at = text.find_first_of("\n;{}#|<>\"^`\\");
    if (at != text.npos) return text.substr(at, 1);
  }
  for (const std::string_view word : words)
    if (holds_word(text, word)) return word;
  return {};
}

}  // namespace

extern constinit const Rule ingress_nginx_dangerous_annotation_value = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0093", "trivy:KCV0093", "trivy:AVD-KCV-0093", "checkov:CKV_K8S_154",
                "kyverno:restrict-annotations"},
    .options = {&blocked},
    .check =
        [](const Object& object, Context& ctx) {
          for (const NginxAnnotation& annotation : nginx_annotations_of(object)) {
            if (annotation.is_snippet() || annotation.value.templated()) continue;
            const std::string_view culprit = culprit_in(annotation, ctx[blocked]);
            if (culprit.empty()) continue;
            const std::string what = culprit == "\n" ? "a line break" : fmt::format("'{}'", trimmed_end(culprit));
            ctx.report(annotation.value.span(), "{} in '{}' can leave its place in the configuration of nginx", what,
                       annotation.name);
          }
        },
};

}  // namespace plimsoll::kubernetes
