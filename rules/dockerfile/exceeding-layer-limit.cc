#include "context.h"
#include "dockerfile/build_tools.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<int64_t> max_layers{"max-layers", "how many layers the file may add to the base image", 120};

bool adds_layer(const Instruction& instruction) {
  switch (instruction.keyword) {
    case Keyword::run:
    case Keyword::copy:
    case Keyword::add:
      return true;
    case Keyword::workdir:
      return instruction.arguments != "/";
    default:
      return false;
  }
}

}  // namespace

extern constinit const Rule exceeding_layer_limit = {
    .severity = Severity::error,
    .group = Group::correctness,
    .options = {&max_layers},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final) return;
          const std::vector<const Stage*> chain = chain_of(stage);
          int64_t left = ctx[max_layers];
          for (auto each = chain.rbegin(); each != chain.rend(); ++each) {
            for (const Instruction* instruction : (*each)->instructions) {
              if (!adds_layer(*instruction) || --left >= 0) continue;
              ctx.report(instruction->name.span,
                         "this is layer {} above the base image, and images cannot have more than some 125",
                         ctx[max_layers] + 1);
              return;
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
