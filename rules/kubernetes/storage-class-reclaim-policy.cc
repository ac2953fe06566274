#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allowed{
    "allowed", "the policies that a class may have", {"Delete"}, [](std::string_view text) {
      return choice_problem(text, {"Delete", "Retain"});
    }};

}  // namespace

extern constinit const Rule storage_class_reclaim_policy = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:restrict-storageclass"},
    .options = {&allowed},
    .check =
        [](const Object& object, Context& ctx) {
          const Value policy = object["reclaimPolicy"];
          const Names names = ctx[allowed];
          if (object.kind_name != "StorageClass" || !is_built_in_group(object.group)) return;
          if (!policy.is_scalar() || policy.missing() || policy.templated()) return;
          if (std::find(names.begin(), names.end(), policy.string()) != names.end()) return;
          ctx.report(policy.span(), "storage class '{}' has the reclaim policy '{}', which is not approved",
                     object.name, policy.string());
        },
};

}  // namespace plimsoll::kubernetes
