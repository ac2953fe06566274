#include <algorithm>
#include <array>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/edit.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<std::string_view> version{
    "version", "the Kubernetes release, such as 1.30; latest: that of the run", "latest", release_problem};
constinit const Option<Names> allowed_types{"allowed-types", "if empty, those of the baseline level", {}};
constinit const Option<Names> allowed_options{
    "allowed-options",
    "labels USER:ROLE:TYPE:LEVEL: what is set must be as in one of them, whatever the standards say",
    {}};

constexpr std::array<std::string_view, 4> kParts = {"user", "role", "type", "level"};

// What the options set is as in the label, whose last part may hold colons.
bool fits(const Value& options, std::string_view label) {
  for (std::string_view part : kParts) {
    const size_t colon = part == "level" ? label.size() : std::min(label.find(':'), label.size());
    const Value set = options[part];
    if (!set.string().empty() && !set.templated() && !set.is(label.substr(0, colon))) return false;
    label.remove_prefix(std::min(colon + 1, label.size()));
  }
  return true;
}

}  // namespace

extern constinit const Rule selinux_options_disallowed = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"trivy:KSV-0025", "trivy:KSV025", "trivy:AVD-KSV-0025",
                "azure-policy:Kubernetes cluster pods and containers should follow SELinux security standards",
                "azure-policy:e1e6c427-07d9-46ab-9689-bfa85431e636", "gatekeeper:pod-security-policy/selinux",
                "kyverno:disallow-selinux", "pss:baseline: SELinux"},
    .options = {&version, &allowed_types, &allowed_options},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Names types = ctx[allowed_types], labels = ctx[allowed_options];
          for (const Value& owner : context_owners_of(workload)) {
            const Value options = owner["securityContext"]["seLinuxOptions"];
            if (!labels.empty()) {
              if (std::none_of(labels.begin(), labels.end(),
                               [&](std::string_view label) { return fits(options, label); }))
                ctx.report(options.key_span(), "these SELinux options are not among the allowed ones");
              continue;
            }
            for (std::string_view part : {"type", "user", "role"}) {
              const Value set = options[part];
              if (set.string().empty() || set.templated()) continue;
              const bool good = types.empty()
                                    ? is_in_baseline("selinux-types", set.string(), minor_version(ctx[version], ctx))
                                    : std::find(types.begin(), types.end(), set.string()) != types.end();
              if (part == "type" && good) continue;
              Report report =
                  part == "type"
                      ? ctx.report(set.span(), "SELinux type '{}' is none of those that confine containers",
                                   set.string())
                      : ctx.report(set.span(), "SELinux {} '{}' takes the process out of the rules for containers",
                                   part, set.string());
              if (auto edit = erase(owner, {"securityContext", "seLinuxOptions", part}, ctx.source()))
                report.suggest("leave it to the runtime", *edit);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
