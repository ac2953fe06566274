// What a command does with packages: the facts of rules/data/package-managers.yaml applied to its words.
//
//   if (command.install)
//     for (const shell::Package& package : command.install->packages)
//       if (package.version.empty() && !package.from_variable) …
//
// Nothing is guessed: a command whose subcommand is unknown, or hidden in a variable, is no call.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "facts/facts.h"
#include "node_kind.h"
#include "shell/script.h"

namespace plimsoll::shell {

enum class Action : uint8_t { none, install, remove, update, upgrade, clean };

// One call of a package manager; all pointers lead into the command.
struct ManagerCall {
  static constexpr NodeKind kind = NodeKind::manager_call;

  const Command* command = nullptr;
  std::string_view manager;  // the key in the table: "apt-get", "pip" (also for python -m pip), "dnf"
  Fact facts;
  Action action = Action::none;
  Span subcommand;                    // "install", "tool install", "-S"; the program where there is none
  std::vector<const Word*> operands;  // behind the subcommand, options and their values left out
};
// Questions are answered by a flag, a setting, a variable, or input that answers (yes | …).
bool assumes_yes(const ManagerCall& call);
// One of the flags in this list of the call's facts is given.
bool has_flag_of(const ManagerCall& call, std::string_view key);

struct Package {
  std::string name;       // without version and extras; as written if it is a file or a URL
  std::string version;    // behind the separator; empty if none is given
  std::string separator;  // "==", ">=", "@"
  const Word* word = nullptr;
  Span span;                   // the word
  bool file = false;           // ./x.deb, /tmp/x.rpm, .
  bool url = false;            // also git+https://… and github:a/b
  bool from_variable = false;  // $PKGS, $(cat list): what it names is not known
};

struct Install {
  static constexpr NodeKind kind = NodeKind::install;

  const Command* command = nullptr;
  std::string_view manager;
  Fact facts;
  Span subcommand;
  std::vector<Package> packages;
  std::vector<const Word*> requirements;  // files of packages: pip -r FILE, conda --file FILE
  bool project = false;                   // installs what a file of the project lists: npm ci, bundle install
  const Word* virtual_group = nullptr;    // apk add --virtual GROUP
  bool assume_yes = false;                // by a flag, a setting, or input that answers (yes | …)
  bool no_recommends = false;
  bool no_cache = false;
};

// The packages, or names of virtual packages, that a command removes.
std::vector<Package> removes_of(const Command& command);

struct Download {
  static constexpr NodeKind kind = NodeKind::download;

  const Command* command = nullptr;
  std::vector<const Word*> urls;
  std::vector<std::string> url_texts;  // of `urls`, without "--url="
  const Word* output = nullptr;        // -o FILE; nullptr if it goes to standard output or to a file named by the URL
  std::string output_text;
  bool to_file = false;  // false: to standard output
};
// Finds what the commands of the script do; they must stay where they are from then on.
void find_calls(Script& script);

// The entry of rules/data/package-managers.yaml for a program; absent for most.
Fact::Entry tool_named(std::string_view program);

}  // namespace plimsoll::shell
