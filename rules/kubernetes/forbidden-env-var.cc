#include <algorithm>

#include "context.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/workload.h"
#include "option.h"
#include "pattern.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> forbidden{
    "forbidden", "NAME or NAME=VALUE, both regular expressions", {}, label_patterns_problem};

bool is_forbidden(std::string_view entry, const Value& variable) {
  const size_t equals = std::min(entry.find('='), entry.size());
  if (!fits_pattern(entry.substr(0, equals), variable["name"].string())) return false;
  if (equals == entry.size()) return true;
  const Value value = variable["value"];
  return variable["valueFrom"].missing() && !value.templated() &&
         fits_pattern(entry.substr(equals + 1), value.string());
}

}  // namespace

extern constinit const Rule forbidden_env_var = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kube-linter:env-var", "kyverno:check-env-vars"},
    .options = {&forbidden},
    .check =
        [](const Container& container, Context& ctx) {
          for (const Value& variable : container["env"].items()) {
            const Names entries = ctx[forbidden];
            const Value name = variable["name"];
            const auto entry = std::find_if(entries.begin(), entries.end(),
                                            [&](std::string_view each) { return is_forbidden(each, variable); });
            if (entry == entries.end() || !name.is_scalar() || name.templated()) continue;
            const bool any = entry->find('=') == entry->npos;
            ctx.report(name.span(), "environment variable '{}' of container '{}' {}", name.string(), container.name(),
                       any ? "is forbidden" : "has a forbidden value")
                .hide(variable["value"].is_scalar() ? variable["value"].span() : Span{});
          }
        },
};

}  // namespace plimsoll::kubernetes
