#include <algorithm>

#include "context.h"
#include "kubernetes/claims.h"
#include "kubernetes/scaling.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

void check_claim(const Value& spec, std::string_view name, Span place, Context& ctx) {
  if (!spec.missing() && !spec.is_map()) return;
  const auto storage = spec.known({"resources", "requests", "storage"});
  const Value modes = spec["accessModes"];
  if (spec.missing() || (storage && storage->missing()))
    ctx.report(spec.missing() ? place : storage->span(), "claim '{}' requests no storage, so it is rejected", name);
  if (spec.missing() || modes.missing() || (modes.is_list() && modes.size() == 0))
    ctx.report(spec.missing() ? place : modes.span(), "claim '{}' has no access mode, so it is rejected", name);
  for (const Value& mode : modes.items()) {
    if (!mode.is("ReadWriteOncePod") || modes.size() == 1) continue;
    ctx.report(mode.span(), "claim '{}' is rejected: ReadWriteOncePod goes with no other access mode", name);
    break;
  }
}

}  // namespace

extern constinit const Rule persistent_claim_without_request = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"kubesec:VolumeClaimRequestsStorage"},
    .replaces = {"stateful-set-claim-without-storage"},
    .check = {[](const Object& object, Context& ctx) {
                if (is_one_of(object, {"PersistentVolumeClaim"}))
                  check_claim(object["spec"], object.name, object.place(), ctx);
                for (const Value& claim : claim_templates_of(object)) {
                  const Value name = claim["metadata"]["name"];
                  if (claim.is_map()) check_claim(claim["spec"], name.string(), name.span(), ctx);
                }
              },
              [](const Workload& workload, Context& ctx) {
                const Mounts mounts = mounts_of(workload);
                for (const Value& claim : claim_templates_of(*workload.object)) {
                  const Value name = claim["metadata"]["name"], mode = claim["spec"]["volumeMode"];
                  const auto found = mounts.find(name.string());
                  if (!mode.is("Block") || name.templated() || found == mounts.end()) continue;
                  for (const Mount& mount : found->second) {
                    // A device has a path of its own.
                    if (mount.value["mountPath"].present())
                      ctx.report(mount.value["name"].span(),
                                 "claim '{}' is a raw device, which only 'volumeDevices' can use", name.string())
                          .note(mode.span(), "a raw device");
                  }
                }
              }},
};

}  // namespace plimsoll::kubernetes
