#include <algorithm>

#include "context.h"
#include "kubernetes/workload.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> accepted{
    "accepted", "the policies that a pod may have", {"Always", "OnFailure"}, [](std::string_view text) {
      return choice_problem(text, {"Always", "OnFailure", "Never"});
    }};
constinit const Option<bool> count_absent{"count-absent", "a pod has to say which", false};

}  // namespace

extern constinit const Rule restart_policy_not_always = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kube-linter:restart-policy"},
    .options = {&accepted, &count_absent},
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto policy = workload.pod_spec.known({"restartPolicy"});
          if (!policy || workload.steps) return;
          const Names names = ctx[accepted];
          if (policy->missing() || policy->is("")) {
            if (ctx[count_absent]) ctx.report(policy->span(), "the pod does not say when its containers are restarted");
          } else if (policy->is_scalar() && std::find(names.begin(), names.end(), policy->string()) == names.end()) {
            ctx.report(policy->span(), "restart policy '{}' {}", policy->string(),
                       policy->is("Never") ? "leaves containers dead that have failed" : "is not accepted here");
          }
        },
};

}  // namespace plimsoll::kubernetes
