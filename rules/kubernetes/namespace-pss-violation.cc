#include "context.h"
#include "kubernetes/namespace_terms.h"
#include "kubernetes/pod_security.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

std::string listed(const std::vector<std::string_view>& controls) {
  std::string text;
  for (std::string_view control : controls) text.append(text.empty() ? "" : ", ").append(control);
  return text;
}

}  // namespace

extern constinit const Rule namespace_pss_violation = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Workload& workload, Context& ctx) {
          const Object& object = *workload.object;
          if (object.namespace_.empty() || workload.windows) return;
          std::string_view level = "baseline";
          std::vector<std::string_view> failed =
              failed_controls(workload, Level::baseline, minor_version("latest", ctx));
          if (failed.empty()) {
            level = "restricted";
            failed = failed_controls(workload, Level::restricted, minor_version("latest", ctx));
          }
          if (failed.empty()) return;
          const bool pod = object.kind_name == "Pod";
          ctx.report(object.place(), "the namespace '{}' refuses {}, for {} not '{}': {}", object.namespace_,
                     pod ? "this Pod" : "the pods of this " + std::string(object.kind_name), pod ? "it is" : "they are",
                     level, listed(failed))
              .given({pod_security_fact("enforce", level, object.namespace_)}, "the level that the namespace enforces");
          ctx.report(object.place(), "the namespace '{}' warns of this {}, which is not '{}': {}", object.namespace_,
                     object.kind_name, level, listed(failed))
              .severity(Severity::info)
              .given({pod_security_fact("warn", level, object.namespace_)}, "the level of which the namespace warns");
        },
};

}  // namespace plimsoll::kubernetes
