#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "option.h"
#include "option_problem.h"
#include "pattern.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> pattern{"pattern", "a regular expression that names have to fit", "",
                                                 fitted_pattern_problem};
constinit const Option<Names> kinds{"kinds", "the kinds of object whose names count", {"Namespace"}};
constinit const Option<Names> keys{"keys", "labels and annotations whose values have to fit it too", {}};

bool fits(const Value& value, Context& ctx) {
  return !value.is_scalar() || value.missing() || value.templated() || fits_pattern(ctx[pattern], value.string());
}

}  // namespace

extern constinit const Rule namespace_name_pattern = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:metadata-match-regex", "kyverno:openshift:team-validate-ns-name"},
    .options = {&pattern, &kinds, &keys},
    .check =
        [](const Object& object, Context& ctx) {
          const Names wanted = ctx[kinds];
          if (ctx[pattern].empty() || std::find(wanted.begin(), wanted.end(), object.kind_name) == wanted.end()) return;
          const Value name = object.metadata["name"];
          if (!fits(name, ctx))
            ctx.report(name.span(), "the name '{}' of the {} does not fit '{}'", name.string(), object.kind_name,
                       ctx[pattern]);
          for (const char* where : {"labels", "annotations"}) {
            for (std::string_view key : ctx[keys]) {
              const Value value = object.metadata[where][key];
              if (!fits(value, ctx))
                ctx.report(value.span(), "'{}' of the {} is '{}', which does not fit '{}'", key, object.kind_name,
                           value.string(), ctx[pattern]);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
