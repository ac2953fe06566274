#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> exempt_paths{
    "exempt-paths", "paths of the node that pods may write", {"/dev/shm", "/dev/net/tun"}};

}  // namespace

extern constinit const Rule writable_host_path_mount = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"kube-linter:writable-host-mount", "kics:Volume Mount With OS Directory Write Permissions",
                "kics:b7652612-de4e-4466-a0bf-1cd81f0c6063", "kubescape:C-0045",
                "azure-policy:Kubernetes cluster pod hostPath volumes should only use allowed host paths",
                "azure-policy:098fc59e-46c7-4d99-9b16-64990e543d75",
                "gatekeeper:pod-security-policy/host-filesystem (readOnly)", "kyverno:ensure-readonly-hostpath"},
    .options = {&exempt_paths},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Names exempt = ctx[exempt_paths];
          Mounts mounts = mounts_of(workload);
          for (const HostPath& path : host_paths_of(workload)) {
            if (std::find(exempt.begin(), exempt.end(), path.clean) != exempt.end()) continue;
            for (const auto& [container, mount] : mounts[path.volume["name"].string()]) {
              const Value read_only = mount["readOnly"];
              if (read_only.is(true) || read_only.templated()) continue;
              Report report =
                  ctx.report(read_only.missing() ? mount["name"].span() : read_only.span(),
                             "container '{}' may write to '{}' of the node", container->name(), path.path.string());
              if (auto edit = set(mount, {"readOnly"}, "true", ctx.source()))
                report.suggest("set 'readOnly: true'", *edit);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
