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

// "7c62642" is a version that somebody chose, "unknown" waits for the value of the build.
bool is_chosen(const KeyValue& pair) {
  return pair.value && pair.value->text.find_first_of("123456789") != std::string_view::npos;
}

void add_volatile(const Instruction& instruction, std::vector<Volatile>& found) {
  static const Fact names = facts::table("layer-order")["volatile"];
  if (instruction.keyword == Keyword::arg) {
    for (const KeyValue& pair : static_cast<const Arg&>(instruction).pairs) {
      if (names.has(pair.key.text) && !is_chosen(pair)) found.push_back({&pair, pair.key.text});
    }
  } else if (instruction.keyword == Keyword::env) {
    for (const KeyValue& pair : static_cast<const Env&>(instruction).pairs) {
      if (!names.has(pair.key.text) || !pair.value) continue;
      for (const Reference& reference : references(pair.value->text, instruction.model->file().escape)) {
        if (!names.has(reference.name)) continue;
        found.push_back({&pair, pair.key.text});
        break;
      }
    }
  }
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
