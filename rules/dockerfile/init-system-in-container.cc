#include <algorithm>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/exec_form.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

bool is_supervisor(const shell::Command& command) {
  static const Fact known = facts::table("container-runtime")["supervisors"];
  if (known.has(command.base) || command.name.text == "/sbin/init" || command.name.text == "/usr/sbin/init")
    return true;
  return command.is("pm2", {"start"}) && !command.has_flag({"--no-daemon"});
}

// Starts a service and goes on.
bool is_daemon(const shell::Command& command) {
  return command.is("service") && command.operands().size() > 1 && command.operands()[1]->text == "start";
}

// That is what the image is for: its name, or that of its base or folder, says so.
bool is_named_so(const Stage& stage, std::string_view path) {
  for (std::string_view word : {"systemd", "supervisor", "runit"}) {
    if (path.find(word) != path.npos || stage.root->image_text.value.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule init_system_in_container = {
    .severity = Severity::info,
    .group = Group::style,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || is_named_so(stage, ctx.source().path())) return;
          const Cmd* cmd = command_of(stage);
          for (const Instruction* start : {stage.last(Keyword::entrypoint), static_cast<const Instruction*>(cmd)}) {
            if (!start) continue;
            for (const shell::Script* script : start->scripts) {
              const std::vector<shell::Command>& commands = script->commands;
              const auto found = std::find_if(commands.begin(), commands.end(), is_supervisor);
              if (found != commands.end()) {
                ctx.report(found->name.span,
                           "'{}' keeps several programs in one container; a container each shows which one fails",
                           found->base);
                return;
              }
              // The command before a "&", or one that puts itself there.
              const auto next = std::find_if(commands.begin(), commands.end(), [&](const shell::Command& command) {
                const bool jumped = command.joint == shell::Joint::background && command.base != "wait";
                const bool first = &command == commands.data();
                return !first && !command.in_substitution && (jumped || is_daemon(*(&command - 1)));
              });
              if (next == commands.end() || next[-1].base.empty()) continue;
              ctx.report(next[-1].name.span, "'{}' runs in the background of one container, where nobody sees it fail",
                         next[-1].base);
              return;
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
