#include <algorithm>
#include <vector>

#include "context.h"
#include "kubernetes/labels.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

// Volumes that the autoscaler counts as local storage.
bool is_local(const Value& volume) {
  const Value empty = volume["emptyDir"];
  return volume["hostPath"].present() || (empty.present() && !empty["medium"].is("Memory"));
}

}  // namespace

extern constinit const Rule ha_pod_safe_to_evict = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:add-safe-to-evict"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const std::vector<Value> volumes = workload.pod_spec["volumes"].items();
          const auto local = std::find_if(volumes.begin(), volumes.end(), is_local);
          const auto annotations = workload.pod_metadata.missing() ? workload.pod_metadata["annotations"]
                                                                   : workload.pod_metadata.known({"annotations"});
          if (workload.steps || workload.object->kind_name == "DaemonSet" || local == volumes.end() || !annotations)
            return;
          if (!lacks_label(*annotations, "cluster-autoscaler.kubernetes.io/safe-to-evict") ||
              !lacks_label(*annotations, "cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes"))
            return;
          ctx.report(annotations->is_map() ? annotations->key_span() : annotations->span(),
                     "the local volume '{}' keeps the cluster from giving its node back", (*local)["name"].string());
        },
};

}  // namespace plimsoll::kubernetes
