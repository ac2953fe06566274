#include <vector>

#include "context.h"
#include "dockerfile/layer_order.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

struct Volatile {
  const KeyValue* pair;
  std::string_view name;
};

void add_volatile(const Instruction& instruction, std::vector<Volatile>& found) {
  const auto add = [&](const std::vector<KeyValue>& pairs, Fact names, bool with_variable) {
    for (const KeyValue& pair : pairs) {
      const bool has_variable = pair.value && pair.value->text.find('$') != std::string_view::npos;
      if (names.has(pair.key.text) && (has_variable || !with_variable)) found.push_back({&pair, pair.key.text});
    }
  };
  const Fact table = facts::table("layer-order");
  if (instruction.keyword == Keyword::arg) add(static_cast<const Arg&>(instruction).pairs, table["volatile"], false);
  if (instruction.keyword == Keyword::env) add(static_cast<const Env&>(instruction).pairs, table["volatile"], true);
}

}  // namespace

extern constinit const Rule volatile_arg_before_expensive_steps = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.from) return;
          std::vector<Volatile> waiting;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword == Keyword::run && !waiting.empty()) {
              const auto costly = costly_step(*instruction);
              if (!costly) continue;
              for (const Volatile& each : waiting) {
                // What the step itself needs has to stand above it.
                if (instruction->arguments.find(each.name) != std::string_view::npos) continue;
                ctx.report(each.pair->key.span,
                           "'{}' is another in each build, which repeats the steps below; move it down", each.name)
                    .note(costly->place, "this step, for one");
              }
              waiting.clear();
            } else if (waiting.size() < 16) {
              add_volatile(*instruction, waiting);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
