// What a RUN does with the packages of its system: what the rules about apt, apk, yum, dnf, zypper and pacman share.
//
// The facts are rules/data/package-managers.yaml. Order counts: what is cleaned before it is filled stays, and what
// another RUN does is another layer.
//
//   if (const Run* run = run_of(*call.command); run && loads_packages(call) && !cleaned(*run, call)) …
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "context.h"
#include "dockerfile/model.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {

// The RUN that runs the command; nullptr where another instruction or a manifest does.
const Run* run_of(const shell::Command& command);
// The call, of programs that manage packages of the system only; nullptr for others.
const shell::ManagerCall* system_call(const shell::Command& command);
std::string_view subcommand_of(const shell::ManagerCall& call);
std::string_view subcommand_of(const shell::Install& install);
// An option may hide in a variable: apt-get $OPTIONS install.
bool has_hidden_options(const shell::ManagerCall& call);
bool has_hidden_options(const shell::Install& install);

// The first command behind, or in front of, another one in its RUN that passes the test. So many are enough for real
// scripts, and keep the work linear.
inline constexpr int far_enough = 200;
template <class Test>
const shell::Command* find_behind(const shell::Command& command, Test test) {
  bool behind = false;
  int left = far_enough;
  for (const shell::Script* script : command.script->instruction->scripts) {
    const shell::Command* at = script->commands.data();
    const shell::Command* end = at + script->commands.size();
    if (script == command.script) {
      behind = true;
      at = &command + 1;
    }
    for (; behind && at != end && left > 0; ++at, --left) {
      if (test(*at)) return at;
    }
  }
  return nullptr;
}
template <class Test>
const shell::Command* find_before(const shell::Command& command, Test test) {
  bool before = false;
  int left = far_enough;
  const auto& scripts = command.script->instruction->scripts;
  for (auto script = scripts.rbegin(); script != scripts.rend(); ++script) {
    const shell::Command* begin = (*script)->commands.data();
    const shell::Command* at = begin + (*script)->commands.size();
    if (*script == command.script) {
      before = true;
      at = &command;
    }
    for (; before && at != begin && left > 0; --left) {
      if (test(*--at)) return at;
    }
  }
  return nullptr;
}

// The command removes all that is in the folder, or the folder: rm -rf /var/cache/*, find FOLDER -delete.
bool empties(const shell::Command& command, std::string_view folder);
// A script that says so by its name: /build/cleanup.sh.
bool is_cleanup_script(const shell::Command& command);
// So does a single operand of rm: the folder, one above it, or a pattern for all in it.
bool covers_folder(std::string_view operand, std::string_view folder);
// The same for one of the directories in which the manager of these facts keeps what it loads.
bool empties_cache(const shell::Command& command, Fact manager);
// A mount of the RUN that is no part of the layer holds one of them.
bool mounts_cache(const Run& run, Fact manager);
// The base image is known to remove the packages that apt loads at once, and nobody has switched that off so far.
bool removes_archives_itself(const Run& run);
// The call loads packages or indexes.
bool loads_packages(const shell::ManagerCall& call);
// Later commands of the RUN clean the cache of that call, or fill it again so that cleaning is their business.
bool cleaned(const shell::ManagerCall& call);
// An edit by which a RUN ends with one command more, if the RUN is a mere chain of commands joined by &&.
std::optional<Edit> append_command(const Run& run, std::string_view command, const Source& source);
// An edit that puts an argument behind a word of a command, in shell form or in a JSON array.
Edit add_argument(Span behind, std::string_view word, const Source& source);

// Packages that need no version, as patterns; of the rules unpinned-*-package.
inline constinit const Option<Names> ignored_packages{"ignore", "patterns of packages that need no version", {}};
// Reports the packages of an install whose version is left to the day of the build.
void report_unpinned(const shell::Install& install, Context& ctx);
// Reports a call that waits for an answer; `yes` is the word that answers.
void report_question(const shell::ManagerCall& call, std::string_view yes, bool in_front, Context& ctx);
// Reports a call of that kind whose cache stays in the layer; `clean` is the command that would help.
void report_unclean(const shell::ManagerCall& call, std::string_view clean, Context& ctx);
// Reports a call that upgrades whatever the day of the build has, if `subcommands` has its subcommand.
void report_upgrade(const shell::ManagerCall& call, std::initializer_list<std::string_view> subcommands, Context& ctx);

}  // namespace plimsoll::dockerfile
