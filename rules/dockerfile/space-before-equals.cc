#include "context.h"
#include "dockerfile/pairs.h"

namespace plimsoll::dockerfile {
namespace {

void check_pairs(const Instruction& instruction, const std::vector<KeyValue>& pairs, Context& ctx) {
  for (const KeyValue& pair : pairs) {
    if (!pair.legacy || !pair.value->text.starts_with('=')) continue;
    Report report =
        ctx.report(pair.span, "blanks stand before '=', so '{}' gets the value '{}'", pair.key.text, pair.value->text);
    if (auto edits = closed_up_form(instruction, pair, ctx.source()); !edits.empty()) {
      report.suggest("close up the '='", std::move(edits));
    }
  }
}

}  // namespace

extern constinit const Rule space_before_equals = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"sonar:S6574", "buildkit:LegacyKeyValueFormat"},
    .replaces = {"legacy-key-value-format"},
    .check = {[](const Env& env, Context& ctx) { check_pairs(env, env.pairs, ctx); },
              [](const Label& label, Context& ctx) { check_pairs(label, label.pairs, ctx); }},
};

}  // namespace plimsoll::dockerfile
