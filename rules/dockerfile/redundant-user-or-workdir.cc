#include <optional>

#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

// The instruction with its line break.
Span whole_line(const Instruction& instruction, const Source& source) {
  Span span = instruction.whole;
  const std::string_view rest = source.text().substr(span.end);
  const size_t end = rest.find('\n');
  if (end != rest.npos && rest.substr(0, end).find_first_not_of(" \t\r") == rest.npos)
    span.end += static_cast<uint32_t>(end) + 1;
  return span;
}

void check(const Instruction& instruction, const std::optional<Word>& word, const Setting& before, const Text& now,
           Context& ctx) {
  if (!before.set_by || !now.known || !before.text.known || now.value != before.text.value || instruction.trigger_of)
    return;
  const bool from_variable = word->text.find('$') != std::string_view::npos;
  if (from_variable || before.set_by->trigger_of) return;
  ctx.report(word->span, "'{}' is in force already", now.value)
      .note(before.set_by->span, "it was set here")
      .fix("delete the line", remove(whole_line(instruction, ctx.source())));
}

}  // namespace

extern constinit const Rule redundant_user_or_workdir = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .check = {[](const User& user, Context& ctx) {
                if (user.user && user.model)
                  check(user, user.user, user.model->user_at(user), user.model->expand(user.user->text, user), ctx);
              },
              [](const Workdir& workdir, Context& ctx) {
                if (!workdir.path || !workdir.model || !workdir.path->text.starts_with('/')) return;
                check(workdir, workdir.path, workdir.model->workdir_at(workdir),
                      workdir.model->expand(workdir.path->text, workdir), ctx);
              }},
};

}  // namespace plimsoll::dockerfile
