#include <algorithm>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/predefined.h"
#include "glob.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> required{
    "required", "instructions that the image must have, with or without a pattern for the arguments", {}};

bool has_instruction(const Stage& stage, Keyword keyword, std::string_view pattern) {
  for (const Stage* each : chain_of(stage)) {
    if (keyword == Keyword::from && each->from && (pattern.empty() || fits_glob(pattern, each->from->line.text()))) {
      return true;
    }
    if (std::any_of(each->instructions.begin(), each->instructions.end(), [&](const Instruction* instruction) {
          return instruction->keyword == keyword && (pattern.empty() || fits_glob(pattern, instruction->line.text()));
        })) {
      return true;
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule required_instruction = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"dockerfile_lint:required_instructions"},
    .options = {&required},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final) return;
          for (std::string_view entry : ctx[required]) {
            const size_t blank = std::min(entry.find(' '), entry.size());
            const Keyword keyword = keyword_of(entry.substr(0, blank));
            const std::string_view pattern = entry.substr(std::min(blank + 1, entry.size()));
            if (keyword == Keyword::unknown || has_instruction(stage, keyword, pattern)) continue;
            if (!stage.from && stage.instructions.empty()) return;
            const Instruction& first = stage.from ? *stage.from : *stage.instructions.front();
            const Span place = stage.from && stage.from->image ? stage.from->image->span : first.name.span;
            ctx.report(place, "the image has no {}{}{}", name_of(keyword), pattern.empty() ? "" : " ", pattern);
          }
        },
};

}  // namespace plimsoll::dockerfile
