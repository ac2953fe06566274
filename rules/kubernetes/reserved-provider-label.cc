#include "context.h"
#include "glob.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> labels{"labels", "the reserved keys, with * for any text", {"kubernetes.azure.com/*"}};

void judge(const Value& own, Context& ctx) {
  for (const auto& [key, value] : own.entries()) {
    if (key.templated() || !fits_any(ctx[labels], key.string())) continue;
    ctx.report(key.span(), "label '{}' is for the provider of the cluster alone", key.string());
  }
}

}  // namespace

extern constinit const Rule reserved_provider_label = {
    .severity = Severity::error,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"azure-policy:No AKS Specific Labels", "azure-policy:a22123bd-b9da-4c86-9424-24903e91fd55"},
    .options = {&labels},
    .check = {[](const Object& object, Context& ctx) { judge(object.metadata["labels"], ctx); },
              [](const Workload& workload, Context& ctx) {
                if (workload.pod_metadata != workload.object->metadata) judge(workload.pod_metadata["labels"], ctx);
              }},
};

}  // namespace plimsoll::kubernetes
