#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<bool> require_run_as_group{"require-run-as-group", "every container must have a runAsGroup",
                                                  false};

}  // namespace

extern constinit const Rule root_group = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kube-linter:run-as-non-root", "trivy:KSV-0116", "trivy:KSV116", "trivy:AVD-KSV-0116",
                "kubescape:C-0013", "kubescape:C-0211", "kyverno:require-non-root-groups"},
    .options = {&require_run_as_group},
    .check = {[](const Workload& workload, Context& ctx) {
                std::vector<Value> groups{workload.pod_setting("runAsGroup"), workload.pod_setting("fsGroup")};
                for (const Value& group : workload.pod_setting("supplementalGroups").items()) groups.push_back(group);
                for (const Container& container : workload.containers)
                  groups.push_back(container["securityContext"]["runAsGroup"]);
                for (const Value& group : groups) {
                  if (group.integer() == 0)
                    ctx.report(group.span(), "group 0 is root's, so its files are open to the container");
                }
              },
              [](const Container& container, Context& ctx) {
                const auto group = low_id(container, "runAsGroup", 0);
                if (!ctx[require_run_as_group] || !group || !group->missing()) return;
                ctx.report(container.place_of(*group), "container '{}' names no group, so it may run with root's",
                           container.name());
              }},
};

}  // namespace plimsoll::kubernetes
