#include "context.h"
#include "dockerfile/exec_form.h"
#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

// "/opt/My App/bin/app", "C:\Program Files\app.exe"
bool may_be_path(std::string_view text) {
  if (text.find(":\\") != text.npos || text.find(":/") == 1) return true;
  const size_t blank = text.find_first_of(" \t");
  const std::string_view head = text.substr(0, blank);
  const std::string_view next = text.substr(blank + 1, text.find(' ', blank + 1) - blank - 1);
  return head.starts_with('/') && head.rfind('/') == 0 && next.find('/') != next.npos && !next.starts_with('/');
}

void check(const Instruction& instruction, const Instruction* entrypoint, Context& ctx) {
  const CommandLine* line = command_line_of(instruction);
  if (!line || !line->exec_form || line->exec.size() != 1) return;
  const std::string_view text = trim(line->exec[0].text());
  if (text.find_first_of(" \t") == text.npos || may_be_path(text)) return;
  const bool cmd = instruction.keyword == Keyword::cmd;
  if (cmd && (entrypoint || text.starts_with('-'))) return;
  Report report = ctx.report(line->exec[0].span(0, line->exec[0].text().size()),
                             "'{}' is one word here, and no program has that name", text);
  const Span array = instruction.line.span(line->text);
  if (text.find_first_of("\"'`$\\&|;<>(){}*?~#!") != text.npos || array.size() != line->text.size()) return;
  const Edit edit = replace(array, json_array(split_blanks(text)));
  cmd ? report.suggest("split it into words", edit) : report.fix("split it into words", edit);
}

}  // namespace

extern constinit const Rule exec_form_single_string = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"exec-form-shell-syntax"},
    .check =
        [](const File& file, Context& ctx) {
          for_each_with_entrypoint(file, [&](const Instruction& instruction, const Instruction* entrypoint) {
            check(instruction, entrypoint, ctx);
          });
        },
};

}  // namespace plimsoll::dockerfile
