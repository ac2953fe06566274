#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> forbidden{
    "forbidden", "types that Services may not have", {"NodePort", "LoadBalancer"}, [](std::string_view text) {
      return choice_problem(text, {"ClusterIP", "NodePort", "LoadBalancer", "ExternalName"});
    }};

}  // namespace

extern constinit const Rule forbidden_service_type = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kube-linter:forbidden-service-types", "kube-linter:exposed-services"},
    .options = {&forbidden},
    .check =
        [](const Object& object, Context& ctx) {
          const Value type = object["spec"]["type"];
          const Names names = ctx[forbidden];
          if (!object.is("", "Service") || std::find(names.begin(), names.end(), type.string()) == names.end()) return;
          ctx.report(type.span(), "Service '{}' is of type '{}', which is forbidden", object.name, type.string());
        },
};

}  // namespace plimsoll::kubernetes
