#include <algorithm>

#include "context.h"
#include "kubernetes/resources.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {

extern constinit const Rule empty_dir_without_size_limit = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::all,
    .aliases = {"kyverno:require-emptydir-requests-and-limits", "kyverno:require-emptydir-requests-limits",
                "kyverno:add-emptydir-sizelimit"},
    .check =
        [](const Workload& workload, Context& ctx) {
          Mounts mounts = mounts_of(workload);
          for (const Value& volume : workload["volumes"].items()) {
            const Value directory = volume["emptyDir"];
            const auto mounted = mounts.find(volume["name"].string());
            if (!directory.exists() || !directory["sizeLimit"].missing() || mounted == mounts.end()) continue;
            if (!directory.missing() && !directory.is_map()) continue;
            const bool limited = std::any_of(mounted->second.begin(), mounted->second.end(), [](const Mount& mount) {
              return !amount_of(*mount.container, "limits", "ephemeral-storage").missing();
            });
            mounts.erase(mounted);  // once for each name, however often a volume has it
            if (limited) continue;
            ctx.report(directory.key_span(), "volume '{}' has no 'sizeLimit', so it may fill the disk of the node",
                       volume["name"].string());
          }
        },
};

}  // namespace plimsoll::kubernetes
