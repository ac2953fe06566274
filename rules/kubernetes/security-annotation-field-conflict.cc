#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kSeccompPod = "seccomp.security.alpha.kubernetes.io/pod";
constexpr std::string_view kSeccompContainer = "container.seccomp.security.alpha.kubernetes.io/";

// "docker/default" is the old name of the same.
std::string_view profile_in(std::string_view annotation) {
  return annotation == "docker/default" ? "runtime/default" : annotation;
}

void compare(const Workload& workload, const Value& key, const Value& annotation, const Value& field, Context& ctx) {
  const Value local = field["localhostProfile"];
  // Both fields are written alike, and so are both annotations.
  const std::string profile = app_armor_profile(field);
  if (profile.empty() || local.templated() || annotation.templated() || !annotation.is_scalar() ||
      profile_in(annotation.string()) == profile)
    return;
  Report report =
      ctx.report(annotation.span(), "the annotation says '{}' and the field says '{}'", annotation.string(), profile);
  report.note(field.key_span(), "the field");
  if (auto edit = erase(workload.pod_metadata, {"annotations", key.string()}, ctx.source()))
    report.suggest("remove the annotation", *edit);
}

}  // namespace

extern constinit const Rule security_annotation_field_conflict = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"deprecated-annotation"},
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const auto& [key, value] : workload.pod_metadata["annotations"].entries()) {
            const std::string_view name = key.string();
            if (name == kSeccompPod) compare(workload, key, value, workload.pod_setting("seccompProfile"), ctx);
            const bool seccomp = name.starts_with(kSeccompContainer);
            if (!seccomp && !name.starts_with(kAppArmorAnnotation)) continue;
            const std::string_view wanted = name.substr((seccomp ? kSeccompContainer : kAppArmorAnnotation).size());
            const auto container = std::find_if(workload.containers.begin(), workload.containers.end(),
                                                [&](const Container& one) { return one["name"].is(wanted); });
            if (container == workload.containers.end()) continue;
            compare(workload, key, value, container->effective(seccomp ? "seccompProfile" : "appArmorProfile"), ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
