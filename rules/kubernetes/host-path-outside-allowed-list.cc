#include "context.h"
#include "kubernetes/allowed_paths.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> allowed{
    "allowed-host-paths", "paths with all below them; with :ro behind for reading only", {}};
constinit const Option<Names> allowed_on_windows{"windows-allowed-host-paths", "the same for pods of Windows", {}};

void report(const Value& path, std::string_view volume, PathVerdict verdict, Context& ctx) {
  if (verdict == PathVerdict::read_only) {
    ctx.report(path.span(), "volume '{}' opens '{}' for writing, but it is allowed for reading only", volume,
               path.string());
  } else if (verdict == PathVerdict::outside) {
    ctx.report(path.span(), "volume '{}' opens '{}' of the node, which is not among the allowed paths", volume,
               path.string());
  }
}

}  // namespace

extern constinit const Rule host_path_outside_allowed_list = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"azure-policy:Kubernetes cluster pod hostPath volumes should only use allowed host paths",
                "azure-policy:098fc59e-46c7-4d99-9b16-64990e543d75",
                "gatekeeper:pod-security-policy/host-filesystem (allowedHostPaths)", "kyverno:limit-hostpath-vols",
                "kyverno:limit-hostpath-type-pv", "terrascan:AC_K8S_0076"},
    .replaces = {"host-path-volume"},
    .options = {&allowed, &allowed_on_windows},
    .check = {[](const Workload& workload, Context& ctx) {
                Mounts mounts = mounts_of(workload);
                for (const HostPath& path : host_paths_of(workload)) {
                  const std::string_view name = path.volume["name"].string();
                  if (!path.path.is_scalar() || path.path.templated()) continue;
                  const Names list = workload.windows ? ctx[allowed_on_windows] : ctx[allowed];
                  report(path.path, name,
                         judge_path(path.path.string(), list, workload.windows, is_written(mounts[name])), ctx);
                }
              },
              [](const Object& object, Context& ctx) {
                const Value path = object["spec"]["hostPath"]["path"];
                if (!object.is("", "PersistentVolume") || !path.is_scalar() || path.templated()) return;
                report(path, object.name, judge_path(path.string(), ctx[allowed], false, false), ctx);
              }},
};

}  // namespace plimsoll::kubernetes
