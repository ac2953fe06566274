#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> allow{"allow", "programs that may run", {}};

bool any_argument(const shell::Command& command, std::initializer_list<std::string_view> heads) {
  return std::any_of(command.arguments.begin(), command.arguments.end(), [&](const shell::Word& word) {
    return std::any_of(heads.begin(), heads.end(), [&](std::string_view head) { return word.text.starts_with(head); });
  });
}

// The script has put something in the background, not too far above.
bool starts_background(const shell::Command& kill) {
  const shell::Command* first = kill.script->commands.data();
  for (const shell::Command* at = &kill; &kill - at < 100; --at) {
    if (at->joint == shell::Joint::background) return true;
    if (at == first) break;
  }
  return false;
}

bool has_ssh_mount(const Run& run) {
  return std::any_of(run.mounts.begin(), run.mounts.end(), [](const Mount& mount) { return mount.type() == "ssh"; });
}

// What is done here makes sense in a build.
bool makes_sense(const shell::Command& command, const Run& run) {
  const std::string_view program = command.base;
  if (program == "ssh") return command.has_flag({"-V"}) || has_ssh_mount(run);
  if (program == "kill" || program == "killall") {
    return starts_background(command) || any_argument(command, {"$", "%"});
  }
  if (program == "mount" || program == "umount") {
    const Flag* security = run.flag("security");
    return security && security->value && security->value->text == "insecure";
  }
  // Others may use the service while it runs.
  if (program == "service") {
    return any_argument(command, {"stop"}) ||
           (any_argument(command, {"start", "restart"}) && &command != &command.script->commands.back());
  }
  // Without a screen: plugins are installed so.
  if (program == "vi" || program == "vim") return any_argument(command, {"+", "-e", "-E", "-s", "-c", "--headless"});
  return program == "emacs" && any_argument(command, {"--batch", "-batch", "--script"});
}

}  // namespace

extern constinit const Rule nonsensical_command = {
    .severity = Severity::info,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3001", "kics:Run Utilities And POSIX Commands", "kics:9b6b0f38-92a2-41f9-b881-3a1083d99f1b",
                "semgrep:nonsensical-command", "dockerlinter:ER0005"},
    .options = {&allow},
    .programs = {"free",   "kill", "killall",  "mount", "umount", "ps",      "service", "shutdown",
                 "reboot", "halt", "poweroff", "ssh",   "telnet", "top",     "htop",    "vi",
                 "vim",    "nano", "emacs",    "less",  "more",   "ifconfig"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* run = command.script->instruction;
          if (!run || run->keyword != Keyword::run) return;
          const shell::Dialect dialect = command.script->dialect;
          if (dialect == shell::Dialect::powershell || dialect == shell::Dialect::cmd) return;
          const Names spared = ctx[allow];
          if (std::find(spared.begin(), spared.end(), command.base) != spared.end()) return;
          if (makes_sense(command, static_cast<const Run&>(*run))) return;
          ctx.report(command.name.span, "'{}' makes no sense while an image is built", command.base);
        },
};

}  // namespace plimsoll::dockerfile
