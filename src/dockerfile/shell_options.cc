#include "dockerfile/shell_options.h"

#include <algorithm>
#include <string_view>

#include "dockerfile/model.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

// What words such as "-euxo pipefail" turn on and off, up to the first that is no option.
void turn(const std::vector<std::string_view>& words, ShellOptions& options) {
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word.size() < 2 || (word[0] != '-' && word[0] != '+') || word == "--") return;
    if (word[1] == '-') continue;
    const bool on = word[0] == '-';
    size_t names = 0;
    for (char letter : word.substr(1)) {
      if (letter == 'e') options.errexit = on;
      if (letter != 'o' && letter != 'O') continue;
      const std::string_view name = i + ++names < words.size() ? words[i + names] : std::string_view();
      if (name == "errexit") options.errexit = on;
      if (name == "pipefail") options.pipefail = on;
    }
    i += names;
  }
}

std::vector<std::string_view> texts_of(const std::vector<shell::Word>& words) {
  std::vector<std::string_view> texts;
  for (const shell::Word& word : words) texts.push_back(word.text);
  return texts;
}

// Debian's sh has no pipefail; that of busybox has, and where sh is bash.
bool knows_pipefail(const Instruction& at, shell::Dialect dialect) {
  if (dialect != shell::Dialect::sh) return true;
  const auto system = at.stage ? system_of(at.stage->root->image) : std::nullopt;
  return system && (system->shell == "ash" || system->shell == "bash");
}

ShellOptions of_stage(const Instruction& at) {
  ShellOptions options;
  const ActiveShell& shell = at.model->shell_at(at);
  if (!shell.set_by) return options;
  std::vector<std::string_view> words;
  for (const MappedText& word : shell.set_by->command.exec) words.push_back(word.text());
  // ["/usr/bin/env", "bash", "-o", "pipefail", "-c"]
  const auto program = std::find_if(words.begin(), words.end(), [](std::string_view word) {
    return shell::dialect_of(word) != shell::Dialect::unknown;
  });
  if (program == words.end()) return options;
  const shell::Dialect dialect = shell::dialect_of(*program);
  words.erase(words.begin(), program + 1);
  turn(words, options);
  options.pipefail = options.pipefail && knows_pipefail(at, dialect);
  return options;
}

ShellOptions of_shebang(std::string_view body) {
  ShellOptions options;
  std::vector<std::string_view> words;
  std::string_view line = body.substr(2, std::min(body.find('\n'), body.size()) - 2);
  bool interpreter = false;
  while (!line.empty()) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    const std::string_view word = line.substr(0, line.find_first_of(" \t\r"));
    line.remove_prefix(word.size());
    if (word.empty()) break;
    if (interpreter) words.push_back(word);
    interpreter = interpreter || shell::dialect_of(word) != shell::Dialect::unknown;
  }
  turn(words, options);
  return options;
}

// The command that reads the body as its script: bash -e <<EOF.
const shell::Command* reader_of(const shell::Script& body) {
  const uint32_t place = body.text.span(0, 0).begin;
  const auto& heredocs = body.instruction->heredocs;
  const auto heredoc = std::partition_point(heredocs.begin(), heredocs.end(),
                                            [&](const Heredoc& other) { return other.body.end <= place; });
  if (heredoc == heredocs.end() || heredoc->body.begin > place) return nullptr;
  const Span marker = heredoc->marker.span;
  for (const shell::Script* script : body.instruction->scripts) {
    if (script->heredoc) break;
    auto command = std::partition_point(script->commands.begin(), script->commands.end(),
                                        [&](const auto& other) { return other.span.begin <= marker.begin; });
    // Substitutions among its words may stand between.
    for (int left = 16; command != script->commands.begin() && left > 0; --left) {
      if ((--command)->span.contains(marker)) return &*command;
    }
  }
  return nullptr;
}

bool runs_script(const shell::Command& command) {
  if (command.base == "su" || command.base == "runuser") return true;
  return command.base.ends_with("sh") && shell::dialect_of(command.base) != shell::Dialect::unknown;
}

}  // namespace

OptionsInForce::OptionsInForce(const shell::Script& script) {
  if (!script.instruction || script.exec_form) {
    own_ = false;
  } else if (!script.heredoc) {
    outer_ = of_stage(*script.instruction);
  } else if (script.text.text().starts_with("#!")) {
    own_ = false;
    outer_ = of_shebang(script.text.text());
  } else if (const shell::Command* reader = reader_of(script)) {
    own_ = false;
    turn(texts_of(reader->arguments), outer_);
  } else {
    outer_ = of_stage(*script.instruction);
  }
}

ShellOptions OptionsInForce::at(const shell::Command& command) {
  while (!around_.empty() && !around_.back().span.contains(command.span)) around_.pop_back();
  ShellOptions& now = around_.empty() ? outer_ : around_.back().options;
  const ShellOptions before = now;
  if (command.base == "set" && !command.in_substitution) {
    turn(texts_of(command.arguments), now);
  } else if (command.base == "setopt" || command.base == "shopt") {
    for (const shell::Word& word : command.arguments) {
      if (word.text == "pipefail" || word.text == "pipe_fail") now.pipefail = true;
      if (word.text == "errexit" || word.text == "err_exit") now.errexit = true;
    }
  } else if (runs_script(command)) {
    Around inner{command.span, {}};
    turn(texts_of(command.arguments), inner.options);
    around_.push_back(inner);
  }
  return before;
}

}  // namespace plimsoll::dockerfile
