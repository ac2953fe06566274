#include <algorithm>

#include "context.h"
#include "kubernetes/namespace_terms.h"
#include "kubernetes/pod_security.h"
#include "kubernetes/scope.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

// What some versions of the standards say of a pod.
struct Verdict {
  std::string_view level;  // the lowest that it fails
  std::string failed;
  Span place;
  std::vector<std::string> versions;
};

std::vector<Verdict> verdicts_on(const Workload& workload, int latest) {
  std::vector<Verdict> verdicts;
  auto add = [&](int minor, std::string version) {
    std::string_view level = "baseline";
    std::vector<FailedControl> failed = failed_controls(workload, Level::baseline, minor);
    if (failed.empty()) {
      level = "restricted";
      failed = failed_controls(workload, Level::restricted, minor);
    }
    if (failed.empty()) return;
    const std::string names = names_of(failed);
    const auto same = std::find_if(verdicts.begin(), verdicts.end(), [&](const Verdict& verdict) {
      return verdict.level == level && verdict.failed == names;
    });
    Verdict& verdict =
        same == verdicts.end() ? verdicts.emplace_back(Verdict{level, names, failed.front().place, {}}) : *same;
    verdict.versions.push_back(std::move(version));
  };
  add(latest, std::string(kLatestVersion));
  add(kPodSecurityVersions[0], std::to_string(kPodSecurityVersions[0]));
  // Where the first and the last agree, so do those between them, but for what only they find.
  if (verdicts.empty()) return verdicts;
  if (verdicts.front().versions.size() == 2) {
    verdicts.front().versions = {std::string(kAnyVersion)};
    return verdicts;
  }
  for (const int minor : kPodSecurityVersions) {
    if (minor != kPodSecurityVersions[0]) add(minor, std::to_string(minor));
  }
  return verdicts;
}

}  // namespace

extern constinit const Rule namespace_pss_violation = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Workload& workload, Context& ctx) {
          const Object& object = *workload.object;
          if (workload.windows) return;
          const std::string_view space = object.namespace_.empty() ? "default" : object.namespace_;
          const bool pod = object.kind_name == "Pod";
          for (const Verdict& verdict : verdicts_on(workload, minor_version("latest", ctx))) {
            auto facts = [&](std::string_view mode) {
              std::vector<std::string> stated;
              for (const std::string& version : verdict.versions)
                stated.push_back(pod_security_fact(mode, verdict.level, version, home_of(object)));
              return stated;
            };
            ctx.report(verdict.place, "the namespace '{}' refuses {}, for {} not '{}': {}", space,
                       pod ? "this Pod" : "the pods of this " + std::string(object.kind_name),
                       pod ? "it is" : "they are", verdict.level, verdict.failed)
                .given(facts("enforce"), "the level that the namespace enforces");
            ctx.report(verdict.place, "the namespace '{}' warns of this {}, which is not '{}': {}", space,
                       object.kind_name, verdict.level, verdict.failed)
                .severity(Severity::info)
                .given(facts("warn"), "the level of which the namespace warns");
            ctx.report(verdict.place, "the audit log notes this {} of the namespace '{}', which is not '{}': {}",
                       object.kind_name, space, verdict.level, verdict.failed)
                .severity(Severity::info)
                .given(facts("audit"), "the level that the namespace notes");
          }
        },
};

}  // namespace plimsoll::kubernetes
