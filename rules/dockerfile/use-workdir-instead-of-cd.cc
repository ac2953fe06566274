#include <algorithm>

#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> strict{"strict", "report every cd, also in the middle of a script", false};

using shell::Command;

// A later command deletes the directory, or one above it.
bool is_deleted(const shell::Script& script, std::string_view path) {
  for (const Command& command : script.commands) {
    if (command.base != "rm" && command.base != "rmdir") continue;
    for (const shell::Word* operand : command.operands()) {
      std::string_view gone = operand->text;
      while (gone.size() > 1 && gone.back() == '/') gone.remove_suffix(1);
      if (path.starts_with(gone) && (path.size() == gone.size() || path[gone.size()] == '/')) return true;
      // "cd src && … && cd .. && rm -r src"
      if (!gone.empty() && path.ends_with(gone) && path.size() > gone.size() &&
          path[path.size() - gone.size() - 1] == '/')
        return true;
    }
  }
  return false;
}

// A later command goes back to where the script came from.
bool is_left(const Command& command) {
  return std::any_of(command.script->commands.begin(), command.script->commands.end(), [](const Command& other) {
    return other.base == "popd" || (other.base == "cd" && !other.arguments.empty() && other.arguments[0].text == "-");
  });
}

// The first thing that the script does, but for set -e and the like.
bool is_first(const Command& command) {
  for (const Command& other : command.script->commands) {
    if (&other == &command) return true;
    if (other.base != "set") return false;
  }
  return false;
}

}  // namespace

extern constinit const Rule use_workdir_instead_of_cd = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3003", "trivy:DS-0013", "trivy:AVD-DS-0013", "trivy:DS013", "trivy:use-workdir-over-cd",
                "trivy:docker-use-workdir-over-cd", "kics:RUN Instruction Using 'cd' Instead of WORKDIR",
                "kics:f4a6bcd3-e231-4acf-993c-aa027be50d2e", "semgrep:use-workdir", "sonar:S6597",
                "dockerlinter:ER0003", "terrascan:AC_DOCKER_0018"},
    .options = {&strict},
    .programs = {"cd"},
    .check =
        [](const Command& command, Context& ctx) {
          const shell::Script& script = *command.script;
          if (!script.instruction || script.instruction->keyword != Keyword::run) return;
          const auto operands = command.operands();
          const std::string path = operands.empty() ? "" : operands[0]->text;
          if (!ctx[strict]) {
            if (operands.empty() || path == "-" || path.find("$(") != path.npos) return;
            // ${X%/php}: no WORKDIR can say that.
            if (ctx.source().text(operands[0]->span).find_first_of("%#:") != std::string_view::npos) return;
            if (command.depth > 0 || command.conditional || !is_first(command) || is_deleted(script, path)) return;
          }
          auto report = ctx.report(command.span, "this RUN changes directory with 'cd' instead of WORKDIR");
          const Run& run = static_cast<const Run&>(*script.instruction);
          const Command* next =
              &command == &script.commands[0] && script.commands.size() > 1 ? &script.commands[1] : nullptr;
          if (!next || next->joint_span.end > next->span.begin || next->joint != shell::Joint::and_then ||
              next->depth > 0 || next->in_substitution)
            return;
          if (is_left(command) || !run.flags.empty() || run.trigger_of || script.heredoc || script.exec_form ||
              !path.starts_with('/') || !operands[0]->literal || path.find(' ') != path.npos)
            return;
          const std::string_view between = ctx.source().text({next->joint_span.end, next->span.begin});
          if (between.find_first_not_of(" \t\\\r\n") != between.npos) return;
          report.suggest("move the directory to a WORKDIR, which holds for later instructions too",
                         replace({run.span.begin, next->span.begin}, spelled_like(run, Keyword::workdir) + " " + path +
                                                                         "\n" + spelled_like(run, Keyword::run) + " "));
        },
};

}  // namespace plimsoll::dockerfile
