#include "dockerfile/exec_form.h"

#include <fmt/format.h>

#include <algorithm>

#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

bool is_shell_command(std::string_view name) {
  constexpr std::string_view names[] = {".",    ":",    "[",      "alias",  "break",  "cd",    "command", "eval",
                                        "exec", "exit", "export", "read",   "return", "set",   "shift",   "source",
                                        "test", "trap", "type",   "ulimit", "umask",  "unset", "wait"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// The one command of a shell form, if nothing is around it.
const shell::Command* only_command(const Instruction& instruction) {
  const CommandLine* line = command_line_of(instruction);
  if (!line || line->exec_form || line->malformed_exec || instruction.scripts.size() != 1) return nullptr;
  const shell::Script& script = *instruction.scripts[0];
  if (script.commands.size() != 1 || !script.errors.empty() || line->text.find('\\') != line->text.npos) return nullptr;
  if (script.dialect == shell::Dialect::powershell || script.dialect == shell::Dialect::cmd) return nullptr;
  const shell::Command& command = script.commands[0];
  const Span whole = instruction.line.span(line->text);
  const bool in_one_piece = whole.size() == line->text.size();
  return in_one_piece && command.span == whole ? &command : nullptr;
}

}  // namespace

const CommandLine* command_line_of(const Instruction& instruction) {
  switch (instruction.keyword) {
    case Keyword::run:
      return &static_cast<const Run&>(instruction).command;
    case Keyword::cmd:
      return &static_cast<const Cmd&>(instruction).command;
    case Keyword::entrypoint:
      return &static_cast<const Entrypoint&>(instruction).command;
    case Keyword::healthcheck: {
      const auto& healthcheck = static_cast<const Healthcheck&>(instruction);
      return healthcheck.none ? nullptr : &healthcheck.command;
    }
    default:
      return nullptr;
  }
}

std::string json_array(const std::vector<std::string_view>& words) {
  std::string array = "[";
  for (std::string_view word : words) {
    array += array.size() > 1 ? ", \"" : "\"";
    for (char c : word) {
      if (c == '"' || c == '\\') array += '\\';
      if (static_cast<unsigned char>(c) < 0x20) {
        array += fmt::format("\\u{:04x}", static_cast<int>(c));
      } else {
        array += c;
      }
    }
    array += '"';
  }
  return array + "]";
}

std::optional<std::string> exec_form(const Instruction& instruction) {
  const shell::Command* command = only_command(instruction);
  if (!command || !command->redirects.empty() || !command->assignments.empty()) return std::nullopt;
  const std::string_view text = command_line_of(instruction)->text;
  if (is_shell_command(command->base) || text.find_first_of("$`~#{}!") != text.npos) return std::nullopt;
  if (text.find_first_of("\"'") == text.npos) {
    return text.find_first_of("*?[]") == text.npos ? std::optional(json_array(split_blanks(text))) : std::nullopt;
  }
  if (!command->wrappers.empty()) return std::nullopt;
  std::vector<std::string_view> words{command->name.text};
  for (const shell::Word& word : command->arguments) {
    if (!word.literal) return std::nullopt;
    words.push_back(word.text);
  }
  return json_array(words);
}

std::optional<std::string> exec_form_with_shell(const Instruction& instruction) {
  const shell::Command* command = only_command(instruction);
  if (!command || command->name.text.empty() || is_shell_command(command->base)) return std::nullopt;
  const std::string_view text = command_line_of(instruction)->text;
  const std::string script = command->assignments.empty() ? fmt::format("exec {}", text) : std::string(text);
  return json_array({"/bin/sh", "-c", script});
}

size_t shell_script(const CommandLine& line) {
  const auto shell = std::find_if(line.exec.begin(), line.exec.end(), [](const MappedText& word) {
    const std::string_view name = word.text();
    return name == "fish" || name.ends_with("/fish") || shell::dialect_of(name) != shell::Dialect::unknown;
  });
  for (auto at = shell; at != line.exec.end(); ++at) {
    const std::string_view flag = at->text();
    const bool command = flag == "/c" || flag == "/C" || flag == "/S/C" || flag == "-Command" || flag == "-command" ||
                         (flag.size() > 1 && flag[0] == '-' && flag[1] != '-' && flag.back() == 'c');
    if (command) return at + 1 == line.exec.end() ? 0 : static_cast<size_t>(at + 1 - line.exec.begin());
  }
  return 0;
}

bool has_exec(const shell::Command& command) {
  return command.base == "exec" || std::any_of(command.wrappers.begin(), command.wrappers.end(),
                                               [](const shell::Word& word) { return word.text == "exec"; });
}

const Cmd* command_of(const Stage& stage) {
  for (const Stage* at = &stage; at; at = at->parent) {
    bool resets = false;
    for (auto it = at->instructions.rbegin(); it != at->instructions.rend(); ++it) {
      if ((*it)->keyword == Keyword::cmd) return static_cast<const Cmd*>(*it);
      resets |= (*it)->keyword == Keyword::entrypoint;
    }
    if (resets) return nullptr;
  }
  return nullptr;
}

Edit removal_of(const Instruction& instruction, const Source& source) {
  const uint32_t begin = source.line(source.line_of(instruction.whole.begin)).begin;
  const uint32_t last = source.line_of(std::max(instruction.whole.end, instruction.whole.begin + 1) - 1);
  const uint32_t end =
      last < source.line_count() ? source.line(last + 1).begin : static_cast<uint32_t>(source.text().size());
  return remove({begin, end});
}

}  // namespace plimsoll::dockerfile
