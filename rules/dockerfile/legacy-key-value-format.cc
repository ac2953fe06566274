#include "context.h"
#include "dockerfile/pairs.h"

namespace plimsoll::dockerfile {
namespace {

void check_pairs(const Instruction& instruction, const std::vector<KeyValue>& pairs, Context& ctx) {
  for (const KeyValue& pair : pairs) {
    if (!pair.legacy) continue;
    Report report =
        ctx.report(pair.span, "'{0} {1}' is the old form; write {1}=…", name_of(instruction.keyword), pair.key.text);
    if (auto edits = modern_form(instruction, pair, ctx.source()); !edits.empty()) {
      report.fix("write it with =", std::move(edits));
    }
  }
}

}  // namespace

extern constinit const Rule legacy_key_value_format = {
    .severity = Severity::info,
    .group = Group::deprecated,
    .aliases = {"buildkit:LegacyKeyValueFormat"},
    .check = {[](const Env& env, Context& ctx) { check_pairs(env, env.pairs, ctx); },
              [](const Label& label, Context& ctx) { check_pairs(label, label.pairs, ctx); }},
};

}  // namespace plimsoll::dockerfile
