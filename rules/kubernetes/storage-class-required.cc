#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allowed{"allowed", "the approved classes; empty: all", {}};

void judge(const Value& claim, Context& ctx) {
  // Where both stand, the annotation wins.
  const Value old = claim["metadata"]["annotations"]["volume.beta.kubernetes.io/storage-class"];
  const auto name = old.missing() ? claim.known({"spec", "storageClassName"}) : std::optional(old);
  if (!name || name->templated()) return;
  const Names names = ctx[allowed];
  const std::string_view what = claim["metadata"]["name"].string();
  if (name->missing() || name->is("")) {
    ctx.report(name->span(), "claim '{}' names no storage class", what);
  } else if (name->is_scalar() && !names.empty() &&
             std::find(names.begin(), names.end(), name->string()) == names.end()) {
    ctx.report(name->span(), "storage class '{}' of claim '{}' is not approved", name->string(), what);
  }
}

}  // namespace

extern constinit const Rule storage_class_required = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"gatekeeper:general/storageclass", "kyverno:require-storageclass"},
    .options = {&allowed},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.is("", "PersistentVolumeClaim")) judge(object.root, ctx);
          if (object.kind_name != "StatefulSet" || !is_built_in_group(object.group)) return;
          for (const Value& claim : object["spec"]["volumeClaimTemplates"].items()) judge(claim, ctx);
        },
};

}  // namespace plimsoll::kubernetes
