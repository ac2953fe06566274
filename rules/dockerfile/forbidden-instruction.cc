#include "context.h"
#include "dockerfile/ast.h"
#include "glob.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> forbidden{
    "forbidden", "instructions that may not be used, with or without a pattern for a flag or for the arguments", {}};

// The place of what fits the pattern.
std::optional<Span> match(const Instruction& instruction, std::string_view pattern) {
  if (pattern.empty()) return instruction.name.span;
  if (pattern.starts_with("--")) {
    for (const Flag& flag : instruction.flags) {
      if (fits_glob(pattern, flag.word.text)) return flag.word.span;
    }
    return std::nullopt;
  }
  if (!fits_glob(pattern, instruction.arguments)) return std::nullopt;
  return instruction.arguments_span();
}

}  // namespace

extern constinit const Rule forbidden_instruction = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .options = {&forbidden},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          for (std::string_view entry : ctx[forbidden]) {
            const size_t blank = std::min(entry.find(' '), entry.size());
            const Keyword keyword = keyword_of(entry.substr(0, blank));
            if (keyword != instruction.keyword || keyword == Keyword::unknown) continue;
            const auto place = match(instruction, entry.substr(std::min(blank + 1, entry.size())));
            if (place) ctx.report(*place, "the configuration forbids '{}'", entry);
          }
        },
};

}  // namespace plimsoll::dockerfile
