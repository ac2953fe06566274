#include <algorithm>

#include "context.h"
#include "kubernetes/pull_policy.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allowed{
    "allowed", "the pull policies that containers may have", {"IfNotPresent", "Never"}, [](std::string_view text) {
      return choice_problem(text, {"Always", "IfNotPresent", "Never"});
    }};

}  // namespace

extern constinit const Rule image_pull_policy_not_allowed = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kube-linter:image-pull-policy",
                "azure-policy:Kubernetes cluster containers should only use allowed pull policy",
                "azure-policy:50c83470-d2f0-4dda-a716-1938a4825f62"},
    .options = {&allowed},
    .check =
        [](const Container& container, Context& ctx) {
          const Names names = ctx[allowed];
          const auto policy = pull_policy_of(container);
          if (names.empty() || !policy || std::find(names.begin(), names.end(), policy->name) != names.end()) return;
          ctx.report(policy->place, "pull policy '{}' of container '{}' is not on the list of approved ones",
                     policy->name, container.name());
        },
};

}  // namespace plimsoll::kubernetes
