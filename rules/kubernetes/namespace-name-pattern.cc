#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "option.h"
#include "pattern.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> pattern{"pattern", "a regular expression that names have to fit", ""};
constinit const Option<Names> kinds{"kinds", "the kinds of object whose names count", {"Namespace"}};

}  // namespace

extern constinit const Rule namespace_name_pattern = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:metadata-match-regex", "kyverno:openshift:team-validate-ns-name"},
    .options = {&pattern, &kinds},
    .check =
        [](const Object& object, Context& ctx) {
          const Names wanted = ctx[kinds];
          const Value name = object.metadata["name"];
          if (ctx[pattern].empty() || std::find(wanted.begin(), wanted.end(), object.kind_name) == wanted.end()) return;
          if (!name.is_scalar() || name.missing() || name.templated() || fits_pattern(ctx[pattern], name.string()))
            return;
          ctx.report(name.span(), "the name '{}' of the {} does not fit '{}'", name.string(), object.kind_name,
                     ctx[pattern]);
        },
};

}  // namespace plimsoll::kubernetes
