// Whether a package that a command names is the same one tomorrow.
#pragma once

#include <string_view>

#include "shell/install.h"

namespace plimsoll::shell {

// A variable or a substitution is in the word, so that nobody knows what it names.
bool is_open(const Word& word);
// "latest", "next", "beta": a name that moves from version to version.
bool is_moving_tag(std::string_view version);
// The branches from which people fork: main, master, HEAD …
bool is_main_branch(std::string_view name);
// A repository that is cloned: git+https://…, git@host:…, https://host/x.git, github:a/b.
bool is_repository(std::string_view url);
// Of a package of npm and its like: a version, a range, or a commit.
bool is_pinned_script_package(const Package& package);
// name@version, @scope/name.
bool is_pinned_script_package(std::string_view text);

}  // namespace plimsoll::shell
