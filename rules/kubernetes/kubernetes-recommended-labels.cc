#include "context.h"
#include "kubernetes/labels.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kLabels[] = {"app.kubernetes.io/name",      "app.kubernetes.io/instance",
                                        "app.kubernetes.io/version",   "app.kubernetes.io/component",
                                        "app.kubernetes.io/part-of",   "app.kubernetes.io/managed-by",
                                        "app.kubernetes.io/created-by"};

}  // namespace

extern constinit const Rule kubernetes_recommended_labels = {
    .severity = Severity::info,
    .group = Group::metadata,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0077"},

    .check =
        [](const Workload& workload, Context& ctx) {
          const Object& object = *workload.object;
          if (workload.steps || !lacks_all_labels(workload, kLabels)) return;
          const Value own = object.metadata["labels"];
          ctx.report(own.is_map() ? own.key_span() : own.span(),
                     "{} '{}' has none of the common labels 'app.kubernetes.io/…'", object.kind_name, object.name);
        },
};

}  // namespace plimsoll::kubernetes
