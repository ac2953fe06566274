#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule host_path_var_log = {
    .severity = Severity::warning,
    .group = Group::security,
    .replaces = {"writable-host-path-mount"},
    .check =
        [](const Workload& workload, Context& ctx) {
          Mounts mounts = mounts_of(workload);
          for (const HostPath& path : host_paths_of(workload)) {
            if (path.clean != "/var/log" && path.clean != "/var/log/pods" && path.clean != "/var/log/containers")
              continue;
            for (const auto& [container, mount] : mounts[path.volume["name"].string()]) {
              const Value read_only = mount["readOnly"];
              if (read_only.is(true) || read_only.templated()) continue;
              Report report =
                  ctx.report(read_only.missing() ? mount["name"].span() : read_only.span(),
                             "container '{}' may replace a log in '{}' by a link, and so read any file of the node",
                             container->name(), path.clean);
              if (auto edit = set(mount, {"readOnly"}, "true", ctx.source()))
                report.suggest("set 'readOnly: true'", *edit);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
