#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allowed{"allowed", "the approved classes; empty: all, and none at all", {}};

bool is_allowed(const Value& name, Names names) {
  return name.templated() || !name.is_scalar() || std::find(names.begin(), names.end(), name.string()) != names.end();
}

}  // namespace

extern constinit const Rule ingress_class_not_allowed = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:restrict-ingress-classes"},
    .options = {&allowed},
    .check =
        [](const Object& object, Context& ctx) {
          const Names names = ctx[allowed];
          if (object.kind_name != "Ingress" || !is_built_in_group(object.group) || names.empty()) return;
          const auto field = object.root.known({"spec", "ingressClassName"});
          const auto annotation = object.root.known({"metadata", "annotations", "kubernetes.io/ingress.class"});
          if (field && annotation && field->missing() && annotation->missing()) {
            ctx.report(field->span(), "Ingress '{}' names no class, so whichever is the default serves it",
                       object.name);
          }
          for (const Value& name : {field.value_or(Value()), annotation.value_or(Value())}) {
            if (name.missing() || is_allowed(name, names)) continue;
            ctx.report(name.span(), "ingress class '{}' is not approved", name.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
