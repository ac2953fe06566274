#include <algorithm>

#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/model.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Command;

// What is sourced sets variables or functions, by its name; other files may do anything.
bool is_environment(const Command& command) {
  if (command.arguments.empty()) return false;
  const std::string_view path = command.arguments[0].text;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (Fact part : facts::table("shell-words")["environment-files"].items()) {
    if (name.find(part.string()) != name.npos) return true;
  }
  return false;
}

// What it sets, empty if it sets nothing of the shell.
std::string_view lost_by(const Command& command) {
  if (command.name.text.empty()) {
    const bool plain = std::none_of(command.assignments.begin(), command.assignments.end(), [](const auto& assignment) {
      return assignment.value.text.find("$(") != std::string::npos;
    });
    return command.assignments.empty() || !command.redirects.empty() || !plain ? "" : "variable";
  }
  if (command.base == "export" || command.base == "readonly" || command.base == "declare")
    return command.arguments.empty() || command.has_flag({"-p"}) ? "" : "variable";
  if (command.base == "." || command.base == "source") return is_environment(command) ? "environment" : "";
  if (command.base == "alias") return command.arguments.empty() ? "" : "alias";
  if (command.base == "umask" || command.base == "ulimit") return "limit";
  if (command.base == "set" || command.base == "shopt") return command.arguments.empty() ? "" : "option";
  return {};
}

// ENV that says the same as "export A=b".
std::string env_for(const Command& command, const Instruction& run) {
  std::string env = spelled_like(run, Keyword::env);
  for (const shell::Word& word : command.arguments) {
    const size_t equals = word.text.find('=');
    const bool plain =
        word.literal && equals != word.text.npos && equals > 0 && word.text.find_first_of(" \"'\\$") == word.text.npos;
    if (!plain) return {};
    env += " " + word.text;
  }
  return env;
}

bool is_startup_file(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return path.starts_with("/etc/profile.d/") || facts::table("shell-words")["startup-files"].has(name);
}

// The shell of the stage is one for logins, or is told to be interactive, and reads such files.
bool reads_startup_files(const Instruction& run) {
  const Shell* shell = run.model->shell_at(run).set_by;
  return shell && std::any_of(shell->command.exec.begin(), shell->command.exec.end(), [](const MappedText& word) {
           const std::string_view text = word.text();
           const bool cluster = text.size() > 1 && text[0] == '-' && text[1] != '-';
           return text == "--login" || (cluster && text.find_first_of("li") != text.npos);
         });
}

// echo 'export PATH=…' >> ~/.bashrc
void look_at_startup_file(const Command& command, Context& ctx) {
  if (command.redirects.empty() || (command.base != "echo" && command.base != "printf")) return;
  const shell::Word& file = command.redirects.back().target;
  const Instruction& run = *command.script->instruction;
  if (!is_startup_file(file.text) || reads_startup_files(run)) return;
  for (const shell::Word& word : command.arguments) {
    const std::string_view text = word.text;
    constexpr std::string_view kExport = "export ";
    const size_t at = text.find(kExport);
    const size_t equals = at == text.npos ? at : text.find('=', at);
    if (equals == text.npos) continue;
    const std::string_view name = text.substr(at + kExport.size(), equals - at - kExport.size());
    if (name.empty() || name.find_first_of(" $") != name.npos || run.model->variable(name, run).declared()) continue;
    ctx.report(file.span, "neither RUN nor CMD reads '{}'; ENV sets '{}' for all", file.text, name)
        .severity(Severity::info);
    return;
  }
}

}  // namespace

extern constinit const Rule ineffective_run_export = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const shell::Script& script, Context& ctx) {
          const Instruction* run = script.instruction;
          if (!run || run->keyword != Keyword::run || script.exec_form || script.commands.empty()) return;
          for (const Command& command : script.commands) look_at_startup_file(command, ctx);
          const auto end = std::find_if(script.commands.rbegin(), script.commands.rend(),
                                        [](const Command& command) { return !command.in_substitution; });
          if (end == script.commands.rend()) return;
          const Command& last = *end;
          if (last.depth > 0 || last.conditional || last.pipeline_length > 1) return;
          const std::string_view lost = lost_by(last);
          if (lost.empty()) return;
          const bool env = lost == "variable" || lost == "environment";
          auto report = ctx.report(last.span, "this {} ends with the shell of this RUN{}", lost,
                                   env                ? "; ENV holds for what follows"
                                   : lost == "option" ? "; SHELL can set it for all"
                                                      : "");
          const bool alone = script.commands.size() == 1 && run->flags.empty() && !script.heredoc && !run->trigger_of &&
                             last.base == "export" && last.span == run->arguments_span();
          if (const std::string text = alone ? env_for(last, *run) : ""; text.size() > 3)
            report.suggest("use ENV", replace(run->span, text));
        },
};

}  // namespace plimsoll::dockerfile
