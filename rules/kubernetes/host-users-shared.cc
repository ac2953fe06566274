#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<std::string_view> version{
    "version", "the Kubernetes release, such as 1.32; latest: that of the run", "latest", release_problem};

// What does not go together with users of its own.
bool needs_node_users(const Workload& workload) {
  for (std::string_view key : {"hostNetwork", "hostPID", "hostIPC"}) {
    if (workload[key].is(true) || workload[key].templated()) return true;
  }
  return std::any_of(workload.containers.begin(), workload.containers.end(),
                     [](const Container& container) { return !container["volumeDevices"].items().empty(); });
}

}  // namespace

extern constinit const Rule host_users_shared = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kubesec:HostUsers"},
    .options = {&version},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value users = workload["hostUsers"];
          if (workload.windows || workload.steps || workload.containers.empty() ||
              minor_version(ctx[version], ctx) < 33 || needs_node_users(workload))
            return;
          if (!users.missing() && !users.is(true)) return;
          Report report =
              ctx.report(users.span(), "the pod shares the users of the node, so root in it is root outside");
          if (auto edit = set(workload.pod_spec, {"hostUsers"}, "false", ctx.source()))
            report.suggest("set 'hostUsers: false'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
