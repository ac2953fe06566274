#include <algorithm>

#include "context.h"
#include "dockerfile/exec_form.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

Fact runtime() {
  static const Fact table = facts::table("container-runtime");
  return table;
}

std::string_view program_of(std::string_view path) { return path.substr(path.find_last_of("/\\") + 1); }

bool is_operator(std::string_view text) {
  constexpr std::string_view operators[] = {"&&", "||", ";", "|", ">", ">>", "<", "2>&1", "&"};
  return std::find(std::begin(operators), std::end(operators), text) != std::end(operators);
}

// $NAME or ${NAME}; "$1" and "$(NAME)" are something else.
bool has_variable(std::string_view text) {
  for (size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
    if (at > 0 && (text[at - 1] == '\\' || text[at - 1] == '$')) continue;
    std::string_view name = text.substr(at + 1);
    if (name.starts_with('{') && name.find('}') == name.npos) continue;
    if (name.starts_with('{')) name.remove_prefix(1);
    if (!name.empty() && (name[0] == '_' || (name[0] | 0x20) >= 'a') && (name[0] | 0x20) <= 'z') return true;
  }
  return false;
}

// What a shell would make something else of; empty if nothing.
std::string_view syntax_in(std::string_view element, std::string_view previous, std::string_view program) {
  const bool value = previous.size() == 2 && previous[0] == '-';
  if (is_operator(element) && !value) return "operator";
  if (has_variable(element)) return "variable in";
  if (element.starts_with("~/")) return "tilde";
  const bool file = previous == "-jar" || runtime()["file-tools"].has(program);
  return file && element.find('*') != element.npos && !element.starts_with('-') ? "pattern" : std::string_view();
}

// A shell, or a program with a language of its own, sees to it.
bool is_interpreted(const CommandLine& line) {
  if (shell_script(line) > 0) return true;
  return std::any_of(line.exec.begin(), line.exec.end(), [](const MappedText& word) {
    return runtime()["interpreters"].has(program_of(word.text())) || word.text() == "-S" || word.text() == "-c";
  });
}

// The same words for a shell, if none of them needs quotes.
std::optional<std::string> for_shell(const Instruction& instruction, const CommandLine& line) {
  std::string script;
  bool exec = instruction.keyword == Keyword::cmd || instruction.keyword == Keyword::entrypoint;
  for (const MappedText& word : line.exec) {
    const std::string_view text = word.text();
    if (text.empty() || text == "|" || text == "&" || text == "||") return std::nullopt;
    if (!is_operator(text) && text.find_first_of(" \t\n'\"\\`;&|<>()") != text.npos) return std::nullopt;
    if (text == "&&" || text == ";") {
      if (exec) return std::nullopt;
    }
    script += (script.empty() ? (exec ? "exec " : "") : " ") + std::string(text);
  }
  return json_array({"/bin/sh", "-c", script});
}

// What takes CMD as its arguments reads them itself.
bool is_interpreter(const CommandLine& entrypoint) {
  return std::any_of(entrypoint.exec.begin(), entrypoint.exec.end(), [](const MappedText& word) {
    return runtime()["interpreters"].has(program_of(word.text())) || word.text() == "-c";
  });
}

void check(const Instruction& instruction, const Instruction* entrypoint, Context& ctx) {
  const CommandLine* line = command_line_of(instruction);
  if (!line || !line->exec_form || line->exec.empty() || is_interpreted(*line)) return;
  if (instruction.keyword == Keyword::cmd && entrypoint && is_interpreter(*command_line_of(*entrypoint))) return;
  const std::string_view program = program_of(line->exec[0].text());
  bool edited = false;
  for (size_t i = 0; i < line->exec.size(); ++i) {
    const std::string_view element = line->exec[i].text();
    const std::string_view syntax = syntax_in(element, i ? line->exec[i - 1].text() : "", program);
    if (syntax.empty()) continue;
    Report report = ctx.report(line->exec[i].span(0, element.size()),
                               "no shell reads this array, so the {} '{}' is passed on as it stands", syntax, element);
    const bool no_shell = instruction.stage && instruction.stage->root->scratch;
    const bool keeps_cmd = instruction.keyword == Keyword::entrypoint;
    const Span array = instruction.line.span(line->text);
    if (edited || no_shell || keeps_cmd || array.size() != line->text.size()) continue;
    edited = true;
    if (const auto script = for_shell(instruction, *line)) {
      report.suggest("run it by a shell", replace(array, *script));
    }
  }
}

}  // namespace

extern constinit const Rule exec_form_shell_syntax = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .replaces = {"pipe-without-pipefail"},
    .check =
        [](const File& file, Context& ctx) {
          for_each_with_entrypoint(file, [&](const Instruction& instruction, const Instruction* entrypoint) {
            check(instruction, entrypoint, ctx);
          });
        },
};

}  // namespace plimsoll::dockerfile
