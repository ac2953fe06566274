#include <unordered_map>

#include "context.h"
#include "kubernetes/claims.h"
#include "kubernetes/quantity.h"
#include "kubernetes/scaling.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

bool is_nothing(const Value& storage) {
  const auto quantity = parse_quantity(storage.string()).value;
  return storage.missing() || (!storage.templated() && quantity && quantity->zero());
}

void check_claim(const Value& spec, std::string_view name, Span place, Context& ctx) {
  if (!spec.missing() && !spec.is_map()) return;
  const auto storage = spec.known({"resources", "requests", "storage"});
  const Value modes = spec["accessModes"];
  if (spec.missing() || (storage && is_nothing(*storage)))
    ctx.report(spec.missing() ? place : storage->span(), "claim '{}' requests no storage, so it is rejected", name);
  if (spec.missing() || modes.missing() || (modes.is_list() && modes.size() == 0))
    ctx.report(spec.missing() ? place : modes.span(), "claim '{}' has no access mode, so it is rejected", name);
  for (const Value& mode : modes.items()) {
    if (!mode.is("ReadWriteOncePod") || modes.size() == 1) continue;
    ctx.report(mode.span(), "claim '{}' is rejected: ReadWriteOncePod goes with no other access mode", name);
    break;
  }
}

// How containers use a volume.
struct Use {
  Value name;
  bool raw = false;  // as a device
};
using Uses = std::unordered_map<std::string_view, std::vector<Use>>;

Uses uses_of(const Workload& workload) {
  Uses uses;
  for (const Container& container : workload.containers) {
    for (const auto& [list, raw] : {std::pair{"volumeMounts", false}, {"volumeDevices", true}}) {
      for (const Value& item : container[list].items()) {
        const Value name = item["name"];
        if (name.is_scalar() && !name.templated()) uses[name.string()].push_back({name, raw});
      }
    }
  }
  return uses;
}

Report report_use(const Use& use, std::string_view claim, Context& ctx) {
  if (use.raw)
    return ctx.report(use.name.span(), "claim '{}' has a file system, which only 'volumeMounts' can use", claim);
  return ctx.report(use.name.span(), "claim '{}' is a raw device, which only 'volumeDevices' can use", claim);
}

// Of a claim that is written in the same object.
void check_uses(const Uses& uses, const Value& name, const Value& spec, Context& ctx) {
  const Value mode = spec["volumeMode"];
  const bool raw = mode.is("Block");
  const auto found = uses.find(name.string());
  if (found == uses.end() || !spec.is_map() || !(raw || mode.missing() || mode.is("Filesystem"))) return;
  for (const Use& use : found->second) {
    if (use.raw != raw)
      report_use(use, name.string(), ctx)
          .note(mode.present() ? mode.span() : name.span(), raw ? "a raw device" : "with a file system");
  }
}

void check_volumes(const Workload& workload, Context& ctx) {
  const Uses uses = uses_of(workload);
  for (const Value& claim : claim_templates_of(*workload.object))
    check_uses(uses, claim["metadata"]["name"], claim["spec"], ctx);
  for (const Value& volume : workload.setting("volumes").items()) {
    const Value name = volume["name"], claim = volume["persistentVolumeClaim"]["claimName"];
    const Value made = volume["ephemeral"]["volumeClaimTemplate"];
    if (made.is_map()) {
      check_claim(made["spec"], name.string(), name.span(), ctx);
      check_uses(uses, name, made["spec"], ctx);
    }
    const auto found = uses.find(name.string());
    if (found == uses.end() || !claim.is_scalar() || claim.templated()) continue;
    for (const Use& use : found->second) {
      report_use(use, claim.string(), ctx)
          .given(claim_facts(*workload.object, claim.string(), !use.raw),
                 use.raw ? "with a file system" : "a raw device");
    }
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
              [](const Workload& workload, Context& ctx) { check_volumes(workload, ctx); }},
};

}  // namespace plimsoll::kubernetes
