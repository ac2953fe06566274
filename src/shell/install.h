// What a command does with packages: the facts of rules/data/package-managers.yaml applied to its words.
//
//   if (auto install = shell::install_of(command))
//     for (const shell::Package& package : install->packages)
//       if (package.version.empty() && !package.from_variable) …
//
// Nothing is guessed: a command whose subcommand is unknown, or hidden in a variable, is no call. What is found is
// shared by all who ask for it; nullptr where there is none.
#pragma once

#include <memory>
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
std::shared_ptr<const ManagerCall> manager_call(const Command& command);
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
std::shared_ptr<const Install> install_of(const ManagerCall& call);
std::shared_ptr<const Install> install_of(const Command& command);

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
std::shared_ptr<const Download> download_of(const Command& command);

// The entry of rules/data/package-managers.yaml for a program; absent for most.
Fact::Entry tool_named(std::string_view program);

}  // namespace plimsoll::shell
