#include <algorithm>

#include "context.h"
#include "dockerfile/exec_form.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

bool has_own_language(const CommandLine& line) {
  static const Fact interpreters = facts::table("container-runtime")["interpreters"];
  return shell_script(line) > 0 || std::any_of(line.exec.begin(), line.exec.end(), [](const MappedText& word) {
           return interpreters.has(word.text().substr(word.text().rfind('/') + 1));
         });
}

bool is_quoted(std::string_view text) {
  if (text.size() < 2 || (text[0] != '\'' && text[0] != '"') || text.back() != text[0]) return false;
  return text.substr(1, text.size() - 2).find(text[0]) == text.npos;
}

}  // namespace

extern constinit const Rule exec_form_extra_quotes = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Instruction& instruction, Context& ctx) {
          const CommandLine* line = command_line_of(instruction);
          if (!line || !line->exec_form || line->exec.size() < 2 || has_own_language(*line)) return;
          for (const MappedText& element : line->exec) {
            const std::string_view text = element.text();
            if (!is_quoted(text)) continue;
            ctx.report(element.span(0, text.size()), "the inner quotes of '{}' are passed on to the program", text)
                .suggest("remove them",
                         {remove(element.span(0, 1)), remove(element.span(text.size() - 1, text.size()))});
          }
        },
};

}  // namespace plimsoll::dockerfile
