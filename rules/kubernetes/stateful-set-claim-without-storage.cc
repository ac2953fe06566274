#include "context.h"
#include "kubernetes/claims.h"

namespace plimsoll::kubernetes {

extern constinit const Rule stateful_set_claim_without_storage = {
    .severity = Severity::error,
    .group = Group::resources,
    .aliases = {"kubesec:VolumeClaimRequestsStorage", "kics:StatefulSet Requests Storage",
                "kics:8cf4671a-cf3d-46fc-8389-21e7405063a2"},
    .check =
        [](const Object& object, Context& ctx) {
          for (const Value& claim : claim_templates_of(object)) {
            const auto storage = claim.known({"spec", "resources", "requests", "storage"});
            if (!claim.is_map() || !storage || !storage->missing()) continue;
            const Value name = claim["metadata"]["name"];
            ctx.report(name.span(), "claim '{}' requests no storage, so it is rejected and no pod starts",
                       name.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
