#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

// Instructions whose arguments a shell reads, which drops the comment.
bool goes_to_shell(const Instruction& instruction) {
  switch (instruction.keyword) {
    case Keyword::run:
    case Keyword::cmd:
    case Keyword::entrypoint:
    case Keyword::onbuild:  // its trigger is looked at for itself
    case Keyword::unknown:
      return true;
    case Keyword::healthcheck:
      return !static_cast<const Healthcheck&>(instruction).none;
    default:
      return false;
  }
}

// All that follows is one value, in which "#1" may well be meant.
bool is_free_text(const Instruction& instruction) {
  const auto legacy = [](const std::vector<KeyValue>& pairs) { return !pairs.empty() && pairs[0].legacy; };
  return instruction.keyword == Keyword::maintainer ||
         (instruction.keyword == Keyword::env && legacy(static_cast<const Env&>(instruction).pairs)) ||
         (instruction.keyword == Keyword::label && legacy(static_cast<const Label&>(instruction).pairs));
}

}  // namespace

extern constinit const Rule trailing_comment_as_argument = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"extra-instruction-argument", "malformed-key-value", "invalid-expose-port", "invalid-from-syntax"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          if (goes_to_shell(instruction) || instruction.arguments.find('#') == std::string_view::npos) return;
          const std::vector<std::string_view> words =
              split_words(instruction.arguments, instruction.model->file().escape);
          for (size_t i = 1; i < words.size(); ++i) {
            if (words[i][0] != '#' || (words[i].size() > 1 && is_free_text(instruction))) continue;
            const Span all{instruction.line.span(words[i]).begin, instruction.span.end};
            Report report = ctx.report(instruction.line.span(words[i]),
                                       "a comment cannot stand behind an instruction, so {} takes it for arguments",
                                       name_of(instruction.keyword));
            report.covers(all);
            // The build goes on, with names that nobody wants.
            if (instruction.keyword == Keyword::arg || instruction.keyword == Keyword::volume) {
              report.severity(Severity::warning);
            }
            const std::string_view comment = ctx.source().text(all);
            if (comment.find('\n') != comment.npos) return;
            const Instruction& outer = instruction.trigger_of ? *instruction.trigger_of : instruction;
            const Span gap{instruction.line.span(words[i - 1]).end, all.end};
            // Right above what has a name it would be taken for its description.
            const bool described = instruction.keyword == Keyword::arg || instruction.keyword == Keyword::from;
            report.suggest(
                "move the comment to a line of its own",
                {insert_before(outer.span, std::string(comment) + (described ? "\n#\n" : "\n")), remove(gap)});
            return;
          }
        },
};

}  // namespace plimsoll::dockerfile
