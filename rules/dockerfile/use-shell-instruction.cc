#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Command;

bool is_sh(std::string_view path) { return path == "/bin/sh" || path == "/usr/bin/sh"; }

// The shell that becomes the default, where the only thing that a RUN does is to say so.
std::string_view chosen(const Command& command) {
  const auto operands = command.operands();
  const Instruction& run = *command.script->instruction;
  if (command.base != "ln" || operands.size() != 2 || run.trigger_of || !run.flags.empty()) return {};
  if (command.script->commands.size() != 1 || command.script->heredoc || command.span != run.arguments_span())
    return {};
  const bool known = operands[0]->literal && operands[0]->text.starts_with('/') &&
                     shell::dialect_of(operands[0]->text) != shell::Dialect::unknown;
  return known ? std::string_view(operands[0]->text) : std::string_view();
}

bool changes_shell(const Command& command) {
  const auto operands = command.operands();
  if (command.base == "ln" || command.base == "mv" || command.base == "cp")
    return operands.size() > 1 && is_sh(operands.back()->text) && !is_sh(operands[0]->text);
  if (command.base == "dpkg-reconfigure") return !operands.empty() && operands.back()->text == "dash";
  if (command.base == "chsh" || command.base == "usermod") {
    std::string shell;
    const shell::Word* value = command.flag_value({"-s", "--shell"}, &shell);
    if (!value || shell::dialect_of(shell) == shell::Dialect::unknown) return false;
    for (const shell::Word* user : operands) {
      if (user != value) return user->text == "root";
    }
    return true;
  }
  // echo "dash dash/sh boolean false" | debconf-set-selections
  for (const shell::Word& word : command.arguments) {
    if (word.text.find("dash/sh boolean false") != std::string::npos) return true;
  }
  return false;
}

// The shell that a RUN names first: bash -c …, powershell ….
struct ShellCall {
  Span span;
  std::string_view name;
};
std::optional<ShellCall> powershell_call(const Instruction& run) {
  const shell::Script& script = *run.scripts[0];
  if (script.dialect == shell::Dialect::powershell) return std::nullopt;
  std::string_view name = script.commands.empty() ? script.text.text() : script.commands[0].name.text;
  name = name.substr(0, name.find_first_of(" \t"));
  if (shell::dialect_of(name) != shell::Dialect::powershell) return std::nullopt;
  return ShellCall{script.commands.empty() ? script.text.span(0, name.size()) : script.commands[0].name.span, name};
}
std::optional<ShellCall> bash_call(const Instruction& run) {
  const auto& commands = run.scripts[0]->commands;
  if (commands.empty() || commands[0].base != "bash" || !commands[0].has_flag({"-c"})) return std::nullopt;
  return ShellCall{commands[0].name.span, commands[0].name.text};
}

}  // namespace

extern constinit const Rule use_shell_instruction = {
    .severity = Severity::warning,
    .group = Group::style,
    .aliases = {"hadolint:DL4005", "kics:Changing Default Shell Using RUN Command",
                "kics:8a301064-c291-4b20-adcb-403fe7fd95fd", "semgrep:use-shell-instruction", "dockerlinter:ER0008",
                "terrascan:AC_DOCKER_0020"},
    .programs = {"ln", "mv", "cp", "chsh", "usermod", "dpkg-reconfigure", "echo", "printf", "debconf-set-selections"},
    .check = {[](const Command& command, Context& ctx) {
                const Instruction* run = command.script->instruction;
                if (!run || run->keyword != Keyword::run || !changes_shell(command)) return;
                const bool login = command.base == "chsh" || command.base == "usermod";
                auto report = ctx.report(command.span, "this changes {}; SHELL changes the shell of RUN alone",
                                         login ? "the login shell of root" : "/bin/sh for every script of the image");
                if (const std::string_view shell = chosen(command); !shell.empty()) {
                  report.suggest("use SHELL",
                                 replace(run->span, fmt::format("{} [\"{}\", \"-c\"]",
                                                                spelled_like(*run, Keyword::shell), shell)));
                }
              },
              [](const Stage& stage, Context& ctx) {
                std::optional<ShellCall> bash, powershell;
                size_t bashes = 0;
                for (const Instruction* run : stage.instructions) {
                  if (run->keyword != Keyword::run || run->scripts.empty() || run->scripts[0]->heredoc) continue;
                  if (!powershell) powershell = powershell_call(*run);
                  const auto call = bash_call(*run);
                  if (call && bashes++ == 0) bash = call;
                }
                if (powershell) {
                  ctx.report(powershell->span, "RUN calls '{}' by hand; SHELL can make it the shell of this stage",
                             powershell->name)
                      .severity(Severity::info);
                }
                if (bashes < 3) return;
                ctx.report(bash->span, "{} RUNs call '{}' by hand; SHELL can make it the shell of this stage", bashes,
                           bash->name)
                    .severity(Severity::info);
              }},
};

}  // namespace plimsoll::dockerfile
