// Where language package managers and build tools keep what they downloaded, and whether it ends up in a layer.
//
// The folders, flags and variables are rules/data/package-managers.yaml. What is written in ways that nobody can follow
// counts as clean.
#pragma once

#include <string>
#include <vector>

#include "context.h"
#include "dockerfile/ast.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {

struct CacheFolders {
  std::vector<std::string> paths;
  bool known = true;   // false: a variable or a flag moves it to somewhere unknown
  bool moved = false;  // not where it is by default
};
// Those of the user, variables and flags of this call.
CacheFolders cache_folders(const shell::ManagerCall& call);
// It puts something there.
bool fills_cache(const shell::ManagerCall& call);
// A flag or variable says that no cache is kept.
bool cache_disabled(const shell::ManagerCall& call);
// A cache or tmpfs mount of the RUN has it. A mount that looks like it counts, whatever the user.
bool cache_mounted(const Run& run, const CacheFolders& cache);
// The cache mount that has it; nullptr if there is none.
const Mount* cache_mount(const Run& run, const CacheFolders& cache);
// The command deletes a cache folder, or what is in it.
bool removes_cache(const shell::Command& command, const shell::ManagerCall& of, const CacheFolders& cache);
// An earlier command of the stage, or of one below it, has one of these texts in a word: "config set no-cache-dir".
bool configured_before(const shell::Command& command, Fact settings);
// What the call downloads stays in a layer of the shipped image: there is no mount, no switch, and no later command of
// the same RUN that cleans up.
bool leaves_cache(const shell::ManagerCall& call);

// Reports the last call of that manager in its RUN that leaves its cache. `what` begins the message: "npm leaves its
// cache". `clean` is the command that would clean up,
// empty if there is none.
void report_cache_left(const shell::ManagerCall& call, std::string_view what, std::string_view clean, Context& ctx);

// A shell that we can edit reads the command, and another one may follow it behind "&&".
bool may_append(const shell::Command& command);

}  // namespace plimsoll::dockerfile
