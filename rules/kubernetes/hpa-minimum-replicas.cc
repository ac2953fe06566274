#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<int64_t> minimum{"minimum", "the least that minReplicas may be", 2};

}  // namespace

extern constinit const Rule hpa_minimum_replicas = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::all,
    .aliases = {"kube-linter:hpa-minimum-three-replicas", "kube-linter:hpa-minimum-replicas",
                "kube-score:horizontalpodautoscaler-replicas", "polaris:hpaMinAvailability"},
    .options = {&minimum},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "HorizontalPodAutoscaler" || !is_built_in_group(object.group)) return;
          const auto least = object.root.known({"spec", "minReplicas"});
          if (!least || !object["spec"].is_map() || (!least->missing() && !least->integer())) return;
          const int64_t number = least->integer().value_or(1);
          if (number >= ctx[minimum]) return;
          ctx.report(least->span(), "the autoscaler may go down to {} replica{}, and at least {} are wanted", number,
                     number == 1 ? "" : "s", ctx[minimum]);
        },
};

}  // namespace plimsoll::kubernetes
