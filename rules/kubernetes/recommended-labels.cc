#include "context.h"
#include "kubernetes/labels.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> labels{
    "labels", "those of which one is enough", {"app", "tier", "phase", "version", "owner", "env"}};

}  // namespace

extern constinit const Rule recommended_labels = {
    .severity = Severity::info,
    .group = Group::metadata,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0076"},
    .options = {&labels},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Object& object = *workload.object;
          if (workload.steps || !lacks_all_labels(workload, ctx[labels])) return;
          const Value own = object.metadata["labels"];
          ctx.report(own.is_map() ? own.key_span() : own.span(),
                     "{} '{}' has none of the labels by which people find it", object.kind_name, object.name);
        },
};

}  // namespace plimsoll::kubernetes
