#include "context.h"
#include "dockerfile/transfers.h"
#include "dockerfile/users.h"

namespace plimsoll::dockerfile {
namespace {

// The one folder that a RUN makes and does nothing else; nothing for any other instruction.
const shell::Word* only_makes(const Instruction& instruction) {
  if (instruction.keyword != Keyword::run || instruction.scripts.size() != 1) return nullptr;
  const auto& commands = instruction.scripts[0]->commands;
  if (commands.size() != 1 || commands[0].base != "mkdir" || commands[0].has_flag({"-m", "--mode"}) ||
      !commands[0].wrappers.empty())
    return nullptr;
  const auto operands = commands[0].operands();
  return operands.size() == 1 && operands[0]->literal && operands[0]->text.starts_with('/') ? operands[0] : nullptr;
}

bool is_made_by_root(const Instruction& run) {
  const Setting& user = run.model->user_at(run);
  return !user.set_by || (user.text.known && is_root(split_user(user.text.value).user));
}

Span whole_line(const Instruction& instruction, const Source& source) {
  Span span = instruction.whole;
  if (span.end < source.text().size() && source.text()[span.end] == '\n') ++span.end;
  return span;
}

}  // namespace

extern constinit const Rule redundant_mkdir_before_workdir = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .check =
        [](const Stage& stage, Context& ctx) {
          const Instruction* run = nullptr;
          const shell::Word* folder = nullptr;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword == Keyword::workdir && run) {
              const auto& workdir = static_cast<const Workdir&>(*instruction);
              const Text path = workdir.path ? workdir.model->expand(workdir.path->text, workdir) : Text();
              if (path.known && path.value.starts_with('/') && clean_path(path.value) == clean_path(folder->text)) {
                ctx.report(run->scripts[0]->commands[0].span, "WORKDIR makes '{}' by itself", folder->text)
                    .note(workdir.span, "it is made here")
                    .fix("delete the line", remove(whole_line(*run, ctx.source())));
              }
            }
            const Keyword keyword = instruction->keyword;
            const bool harmless = keyword == Keyword::env || keyword == Keyword::label || keyword == Keyword::arg ||
                                  keyword == Keyword::expose;
            if (harmless) continue;
            folder = only_makes(*instruction);
            run = folder && is_made_by_root(*instruction) ? instruction : nullptr;
          }
        },
};

}  // namespace plimsoll::dockerfile
