#include "context.h"
#include "dockerfile/copied_script.h"
#include "dockerfile/exec_form.h"
#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

// The last line that is no comment.
Span last_line(const Source& source, Span body) {
  while (!body.empty()) {
    const std::string_view text = source.text(body);
    const size_t end = text.find_last_not_of(" \t\r\n");
    if (end == text.npos) return {};
    const size_t begin = text.rfind('\n', end) + 1;
    const size_t first = text.find_first_not_of(" \t", begin);
    if (text[first] != '#')
      return {body.begin + static_cast<uint32_t>(first), body.begin + static_cast<uint32_t>(end) + 1};
    body.end = body.begin + static_cast<uint32_t>(begin);
  }
  return {};
}

// A program that stays: one simple command, no word of the shell's own.
bool is_program(std::string_view line) {
  const std::string_view first = line.substr(0, line.find_first_of(" \t;"));
  constexpr std::string_view own[] = {"exec", "exit", "wait",   "fi",  "done",   "esac", "echo", "true", "return",
                                      "cd",   "trap", "export", "set", "source", ".",    "}",    ")",    ";;"};
  for (std::string_view word : own) {
    if (first == word) return false;
  }
  return line.find_first_of("|&;<>(){}") == line.npos && first.find('=') == first.npos;
}

// ["/entrypoint.sh"] or ["sh", "/entrypoint.sh"]
size_t script_index(const CommandLine& line) {
  const bool shell = shell::dialect_of(line.exec[0].text()) != shell::Dialect::unknown;
  return shell && line.exec.size() > 1 ? 1 : 0;
}

}  // namespace

extern constinit const Rule entrypoint_script_without_exec = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          const Instruction* start = stage.final && !stage.windows ? start_in_exec_form(stage) : nullptr;
          if (!start) return;
          const CommandLine& line = *command_line_of(*start);
          const MappedText& path = line.exec[script_index(line)];
          const auto script = copied_script(stage, path.text());
          if (!script) return;
          const std::string_view body = ctx.source().text(script->heredoc->body);
          const std::string_view head = trim(body.substr(0, body.find('\n')));
          const bool shell = script_index(line) == 1 || (head.starts_with("#!") && head.ends_with("sh"));
          const Span last = last_line(ctx.source(), script->heredoc->body);
          if (!shell || last.empty() || body.find("trap") != body.npos || !is_program(ctx.source().text(last))) return;
          ctx.report(path.span(0, path.text().size()),
                     "'{}' starts its program without exec, so the program gets no signals", path.text())
              .note(last, "started here")
              .suggest("insert exec", insert_before(last, "exec "));
        },
};

}  // namespace plimsoll::dockerfile
