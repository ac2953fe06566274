#include <algorithm>

#include "context.h"
#include "option_problem.h"
#include "pattern.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> ignored_names{
    "ignored-names", "patterns of ConfigMaps and Secrets that come from elsewhere", {}, pattern_problem};
constinit const Option<Names> ignored_keys{
    "ignored-keys", "patterns of keys that come from elsewhere", {}, pattern_problem};

bool is_in(std::string_view text, Names patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](std::string_view pattern) { return is_found(pattern, text); });
}

void check(const Project& project, Field field, std::string_view consequence, Names names, Names keys, Context& ctx) {
  for (const Dangling& each : dangling(project, field)) {
    if (!is_in(each.reference->name, names)) plimsoll::report(each, project, consequence, ctx);
  }
  for (const MissingPart& part : missing_parts(project, field)) {
    const Reference& reference = *part.reference;
    if (is_in(reference.name, names) || is_in(reference.part, keys)) continue;
    const std::string hint = part.similar.empty() ? "" : fmt::format("; did you mean '{}'?", part.similar);
    ctx.report(project.at(*part.object, reference.part_place), "{} '{}' has no key '{}', {}{}", reference.kind,
               reference.name, reference.part, consequence, hint)
        .note(project.at(*part.target), "its keys stand here")
        .severity(Severity::error);
  }
}

}  // namespace

extern constinit const Rule env_reference_missing = {
    .severity = Severity::warning,
    .group = Group::references,
    .aliases = {"kube-linter:env-value-from"},
    .options = {&ignored_names, &ignored_keys},
    .check =
        [](const Project& project, Context& ctx) {
          check(project, Field::env, "so the container does not start", ctx[ignored_names], ctx[ignored_keys], ctx);
        },
};

extern constinit const Rule volume_reference_missing = {
    .severity = Severity::warning,
    .group = Group::references,
    .options = {&ignored_names, &ignored_keys},
    .check =
        [](const Project& project, Context& ctx) {
          check(project, Field::volume, "so the pod does not start", ctx[ignored_names], ctx[ignored_keys], ctx);
        },
};

}  // namespace plimsoll::kubernetes
