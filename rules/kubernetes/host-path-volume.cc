#include <algorithm>

#include "context.h"
#include "kubernetes/allowed_paths.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> allowed_paths{
    "allowed-paths", "paths with all below them; with :ro behind for reading only", {}};
constinit const Option<Names> exempt_namespaces{"exempt-namespaces", "namespaces whose pods may", {}};

}  // namespace

extern constinit const Rule host_path_volume = {
    .severity = Severity::warning,
    .group = Group::pod_security_baseline,
    .aliases = {"polaris:hostPathSet", "trivy:KSV-0023", "trivy:KSV023", "trivy:AVD-KSV-0023",
                "kics:Non Kube System Pod With Host Mount", "kics:aa8f7a35-9923-4cad-bd61-a19b7f6aac91",
                "kubescape:C-0048",
                "azure-policy:Kubernetes cluster pod hostPath volumes should only use allowed host paths",
                "azure-policy:098fc59e-46c7-4d99-9b16-64990e543d75", "gatekeeper:pod-security-policy/host-filesystem",
                "kyverno:disallow-host-path", "pss:baseline: HostPath Volumes", "cis-kubernetes:5.2.12",
                "terrascan:AC_K8S_0076"},
    .replaces = {"restricted-volume-type"},
    .options = {&allowed_paths, &exempt_namespaces},
    .check =
        [](const Workload& workload, Context& ctx) {
          const std::string_view own = workload.object->namespace_;
          const Names exempt = ctx[exempt_namespaces];
          if (std::find(exempt.begin(), exempt.end(), own.empty() ? "default" : own) != exempt.end()) return;
          const Names allowed = ctx[allowed_paths];
          Mounts mounts;
          if (!allowed.empty()) mounts = mounts_of(workload);
          for (const HostPath& path : host_paths_of(workload)) {
            const std::string_view name = path.volume["name"].string();
            if (!allowed.empty() &&
                (path.path.templated() || judge_path(path.path.string(), allowed, workload.windows,
                                                     is_written(mounts[name])) == PathVerdict::allowed))
              continue;
            ctx.report(path.volume["hostPath"].key_span(), "volume '{}' opens a path of the node to the pod", name);
          }
        },
};

}  // namespace plimsoll::kubernetes
