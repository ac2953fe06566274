#include "context.h"
#include "suppress/removal.h"

namespace plimsoll::project {
namespace {

void check(const Suppression& suppression, Context& ctx) {
  if (!suppression.ours()) return;  // others have rules that we do not have
  std::vector<std::optional<std::string_view>> hints;
  std::vector<bool> gone;
  for (const Suppression::Name& name : suppression.names) {
    hints.push_back(name.hint ? closest_rule(name.text) : std::nullopt);
    gone.push_back(name.rules.empty() && !hints.back());
  }
  const std::vector<Edit> edits = removals(suppression, gone);
  for (size_t i = 0; i < hints.size(); ++i) {
    const Suppression::Name& name = suppression.names[i];
    if (!name.rules.empty()) continue;
    Report report = ctx.report(name.span, "no rule is called '{}'{}", name.text,
                               hints[i] ? fmt::format("; did you mean '{}'?", *hints[i]) : "");
    if (hints[i]) {
      report.suggest(fmt::format("allow {}", *hints[i]), replace(name.span, std::string(*hints[i])));
    } else if (!edits[i].span.empty()) {
      report.suggest("remove it", edits[i]);
    }
  }
}

}  // namespace

extern constinit const Rule unknown_suppression = {
    .severity = Severity::warning,
    .group = Group::suppression,
    .check = [](const Suppression& suppression, Context& ctx) { check(suppression, ctx); },
};

}  // namespace plimsoll::project
