#include <algorithm>
#include <optional>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/syntax.h"
#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

// The words behind a keyword make sense as its arguments.
bool are_arguments(Keyword keyword, std::string_view text) {
  const std::vector<std::string_view> words = split_blanks(text.substr(0, text.find('\n')));
  if (words.empty()) return false;
  const std::string_view first = words[0];
  switch (keyword) {
    case Keyword::from:
      return first.starts_with("--") || first.find('$') != first.npos || split_image(first).valid();
    case Keyword::copy:
    case Keyword::add:
      return words.size() > 1;
    case Keyword::env:
      return words.size() > 1 || first.find('=') != first.npos;
    case Keyword::label:
      return first.find('=') != first.npos;
    case Keyword::expose:
      return first.find('$') != first.npos || port_problem(first).empty();
    case Keyword::healthcheck:
      return first == "CMD" || first == "NONE" || first.starts_with("--");
    case Keyword::shell:
      return first.starts_with('[');
    case Keyword::workdir:
    case Keyword::volume:
      return std::string_view("/$[.\"").find(first[0]) != std::string_view::npos;
    case Keyword::unknown:
      return false;
    default:
      return true;
  }
}

const Instruction& without_onbuild(const Instruction& instruction) {
  if (instruction.keyword != Keyword::onbuild) return instruction;
  const auto& trigger = static_cast<const Onbuild&>(instruction).trigger;
  return trigger ? *trigger : instruction;
}

// Walks over the joined line of an instruction, forward only.
class Walk {
 public:
  explicit Walk(const Instruction& instruction)
      : instruction_(instruction), line_(instruction.line.text()), escape_(instruction.model->file().escape) {
    const auto& scripts = without_onbuild(instruction).scripts;
    if (!scripts.empty() && !scripts[0]->heredoc) script_ = scripts[0];
  }

  // The word that begins at that byte of the file may well be meant for the command before it.
  bool is_argument(uint32_t at) {
    for (; place_ < line_.size() && instruction_.line.span(place_, place_ + 1).begin < at; ++place_) {
      const char c = line_[place_];
      if (escaped_) {
        escaped_ = false;
      } else if ((c == escape_ || c == '\\') && quote_ != '\'') {
        escaped_ = true;
      } else if (quote_ ? c == quote_ : c == '"' || c == '\'') {
        quote_ = quote_ ? 0 : c;
      }
    }
    if (quote_) return true;
    const std::string_view before = trim(line_.substr(0, place_));
    if (before.empty()) return instruction_.keyword == Keyword::onbuild;
    // No program has such a name.
    if (std::string_view("&|;({").find(before.back()) != std::string_view::npos) return false;
    if (before.back() == '=') return true;
    const std::string_view last = before.substr(before.find_last_of(" \t") + 1);
    if (last.starts_with('-') && without_onbuild(instruction_).keyword != Keyword::healthcheck) return true;
    return script_ && takes_words(at);
  }

 private:
  bool takes_words(uint32_t at) {
    const auto& commands = script_->commands;
    while (command_ < commands.size() && commands[command_].span.end <= at) ++command_;
    if (command_ == commands.size() || commands[command_].span.begin > at) return false;
    for (std::string_view program :
         {"echo", "printf", "cat", "psql", "mysql", "sqlite3", "sed", "awk", "grep", "test", "["}) {
      if (commands[command_].base == program) return true;
    }
    return false;
  }

  const Instruction& instruction_;
  std::string_view line_;
  char escape_;
  const shell::Script* script_ = nullptr;
  size_t place_ = 0, command_ = 0;
  char quote_ = 0;
  bool escaped_ = false;
};

// The CMD or NONE of a HEALTHCHECK.
bool is_type_of_check(const Instruction& instruction, uint32_t at) {
  const Instruction& check = without_onbuild(instruction);
  if (check.keyword != Keyword::healthcheck) return false;
  const auto& type = static_cast<const Healthcheck&>(check).type;
  return type && type->span.begin == at;
}

// Takes out the escape character, and the "&&" or ";" that would wait for a command; nothing where more is open.
std::optional<Edit> ending(const Source& source, Span escape) {
  const Span line = source.line(source.line_of(escape.begin));
  std::string_view rest = trim(source.text({line.begin, escape.begin}));
  while (rest.ends_with("&&") || rest.ends_with(';')) {
    rest = trim(rest.substr(0, rest.size() - (rest.back() == ';' ? 1 : 2)));
  }
  if (rest.empty() || std::string_view("|&({").find(rest.back()) != std::string_view::npos) return std::nullopt;
  const auto end = static_cast<uint32_t>(rest.data() + rest.size() - source.text().data());
  return remove({end, line.end});
}

// "make && RUN make test": in a script the name of an instruction is that of a program, which no image has.
void check_program(const shell::Command& command, Context& ctx) {
  const Source& source = ctx.source();
  const Span name = command.name.span;
  if (command.script->exec_form || source.text(name) != command.base) return;
  const uint32_t line = source.line(source.line_of(name.begin)).begin;
  const bool first = trim(source.text({line, name.begin})).empty();
  if (first && !command.script->heredoc) return;  // behind a continuation
  // Of a heredoc without end speaks another rule.
  const auto& heredocs = command.script->instruction->heredocs;
  if (std::any_of(heredocs.begin(), heredocs.end(), [](const Heredoc& heredoc) { return !heredoc.terminated; })) return;
  if (!are_arguments(keyword_of(command.base), source.text({name.end, command.span.end}))) return;
  auto report = ctx.report(name, "'{}' is no program; an instruction begins a line of its own", command.base);
  if (command.base == "RUN" && !command.arguments.empty())
    report.suggest("leave out RUN", remove({name.begin, command.arguments.front().span.begin}));
}

}  // namespace

extern constinit const Rule continuation_swallows_instruction = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"malformed-key-value", "extra-instruction-argument", "invalid-expose-port"},
    .programs = {"FROM", "RUN", "CMD", "ENTRYPOINT", "COPY", "ADD", "WORKDIR", "USER", "ENV", "ARG", "EXPOSE", "LABEL",
                 "VOLUME", "HEALTHCHECK", "SHELL", "ONBUILD", "STOPSIGNAL"},
    .check = {[](const shell::Command& command, Context& ctx) { check_program(command, ctx); },
              [](const Instruction& instruction, Context& ctx) {
                if (instruction.continuations.empty()) return;
                const Source& source = ctx.source();
                const std::string_view text = source.text();
                Walk walk(instruction);
                size_t comment = 0;
                for (Span escape : instruction.continuations) {
                  // The next line that is neither blank nor a comment.
                  size_t at = escape.end;
                  while (true) {
                    at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
                    while (comment < instruction.comments.size() && instruction.comments[comment].begin < at) ++comment;
                    if (comment == instruction.comments.size() || instruction.comments[comment].begin != at) break;
                    at = instruction.comments[comment].end;
                  }
                  if (at == text.size() || at >= instruction.span.end) {
                    if (at == text.size() && instruction.heredocs.empty()) {
                      ctx.report(escape, "the line goes on at the end of the file").severity(Severity::warning);
                    }
                    return;
                  }
                  if (text[at] < 'A' || text[at] > 'Z') continue;
                  const std::string_view head = text.substr(at, 12);
                  const std::string_view word = head.substr(0, head.find_first_of(" \t"));
                  const Keyword keyword = keyword_of(word);
                  if (keyword == Keyword::unknown || word != name_of(keyword)) continue;
                  const auto begin = static_cast<uint32_t>(at);
                  if (is_type_of_check(instruction, begin) || !are_arguments(keyword, text.substr(at + word.size())))
                    continue;
                  const Span span{begin, begin + static_cast<uint32_t>(word.size())};
                  if (walk.is_argument(begin)) continue;
                  Report report = ctx.report(span, "the line above goes on, so {} is no instruction but a part of {}",
                                             word, name_of(instruction.keyword));
                  report.note(escape, "this joins the lines");
                  if (auto edit = ending(source, escape)) report.suggest("end the line above", std::move(*edit));
                  return;
                }
              }},
};

}  // namespace plimsoll::dockerfile
