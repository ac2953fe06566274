#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/levels.h"
#include "kubernetes/schema.h"
#include "kubernetes/version.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constexpr int kPodsHaveResources = 34;

void judge(const Violation& violation, Context& ctx) {
  const auto level = right_level(violation, target_version(ctx));
  if (!level) return;
  Report report =
      ctx.report(violation.key.span(), "'{}' has no effect here: it belongs in {}", violation.name, level->name);
  // Further down there is one place for it, and what it says there is the same.
  if (level->path.empty() || !violation.value.is_scalar()) return;
  const std::string text(ctx.source().text().substr(violation.value.span().begin, violation.value.span().size()));
  const auto added = level->path.size() == 1
                         ? set(violation.map, {level->path[0], violation.name}, text, ctx.source())
                         : set(violation.map, {level->path[0], level->path[1], violation.name}, text, ctx.source());
  const auto removed = erase(violation.map, {violation.name}, ctx.source());
  if (added && removed && !removed->span.contains(added->span))
    report.suggest(fmt::format("move it to {}", level->name), {*removed, *added});
}

}  // namespace

extern constinit const Rule security_field_wrong_level = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"unknown-field"},
    .check = {[](const Object& object, Context& ctx) {
                for (const Violation& violation : violations_of(object, target_version(ctx))) judge(violation, ctx);
                for (const Violation& violation : violations_of_custom_pods(object, target_version(ctx)))
                  judge(violation, ctx);
              },
              // The releases before have the field, if at all, only behind a switch.
              [](const Workload& workload, Context& ctx) {
                const Value resources = workload["resources"];
                if (workload.steps || !resources.is_map() || target_version(ctx) >= kPodsHaveResources) return;
                ctx.report(resources.key_span(),
                           "'resources' has no effect here before Kubernetes 1.{}: it belongs in a container",
                           kPodsHaveResources);
              }},
};

}  // namespace plimsoll::kubernetes
