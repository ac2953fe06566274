#include <algorithm>

#include "context.h"
#include "kubernetes/claims.h"

namespace plimsoll::kubernetes {

extern constinit const Rule stateful_set_claim_access_mode = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::all,
    .aliases = {"kubesec:VolumeClaimAccessModeReadWriteOnce", "kics:Incorrect Volume Claim Access Mode ReadWriteOnce",
                "kics:3878dc92-8e5d-47cf-9cdd-7590f71d21b9", "kyverno:readwriteonce-pod",
                "kyverno:enforce-readwriteonce-pod"},
    .check =
        [](const Object& object, Context& ctx) {
          for (const Value& claim : claim_templates_of(object)) {
            const auto modes = claim.known({"spec", "accessModes"});
            if (!claim.is_map() || !modes || (!modes->missing() && !modes->is_list())) continue;
            const std::vector<Value> items = modes->items();
            if (std::any_of(items.begin(), items.end(), [](const Value& mode) {
                  return mode.is("ReadWriteOnce") || mode.is("ReadWriteOncePod") || mode.templated();
                }))
              continue;
            ctx.report(modes->span(), "claim '{}' is not for one pod alone, as each of a StatefulSet has its own",
                       claim["metadata"]["name"].string());
          }
        },
};

}  // namespace plimsoll::kubernetes
