#include "context.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

bool takes_paths(Keyword keyword) {
  return keyword == Keyword::add || keyword == Keyword::copy || keyword == Keyword::volume;
}

bool is_meant_as_array(std::string_view text, Keyword keyword) {
  if (is_shell_test(text)) return false;
  const size_t end = text.rfind(']');
  const std::string_view inside = text.substr(0, end);
  const bool comma = inside.find(',') != text.npos;
  const bool quoted = inside.find_first_of("\"'") != text.npos || inside.find("\u201C") != text.npos ||
                      inside.find("\u201D") != text.npos;
  if (quoted) return comma || end == text.npos || text.size() - end <= 10;
  const bool bracketed = text.size() > 2 && text[1] != ' ' && text.back() == ']';
  return (comma || bracketed) && (keyword == Keyword::cmd || keyword == Keyword::entrypoint);
}

}  // namespace

extern constinit const Rule malformed_exec_form = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"sonar:S7030", "kics:Not Using Proper Exec Form In CMD And ENTRYPOINT Arguments",
                "kics:34945ae8-730d-424c-8279-b064d9f108de", "dockerlinter:EJ0001", "dockerlint:json_array_format",
                "dockerlint:json_array_even_quotes", "dockerlint:json_array_brackets",
                "dockerfile-ls:JSON_IN_SINGLE_QUOTES"},
    .replaces = {"shell-form-cmd-or-entrypoint", "shell-form-healthcheck"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          if (!instruction.malformed_array || instruction.keyword == Keyword::shell) return;
          const Word& array = *instruction.malformed_array;
          if (!is_meant_as_array(array.text, instruction.keyword)) return;
          Report report = ctx.report(
              array.span, "this is no JSON array, so {}",
              takes_paths(instruction.keyword) ? "it is read as paths between blanks" : "a shell runs it as it stands");
          const auto repaired = repaired_array(array.text);
          if (repaired && array.span.size() == array.text.size())
            report.suggest("write a JSON array", replace(array.span, *repaired));
        },
};

}  // namespace plimsoll::dockerfile
