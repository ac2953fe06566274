// The commands of the program and their options, as data: the parser, --help and whatever else describes the command
// line (completions of shells, the man page) are made from it.
//
//   for (const Command& command : commands())
//     for (const Option& option : command.options) fmt::print("{} {}: {}\n", option.name, option.value, option.help);
//
// One file in this folder for each command, in commands.cc one line; options are made by the functions of options.h.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::cli {

struct Option {
  std::string name;                  // "--format"
  std::string value;                 // what the help calls its value, "FILE"; empty: a switch, which has none
  std::string help;                  // one clause, capital letter, no full stop
  std::vector<std::string> choices;  // the only values that there are; empty: any
  bool bare = false;                 // may stand without its value, which "=" joins to it; `set` takes "" then
  bool repeatable = false;           // may be given several times, one value each
  char separator = 0;                // of several values in one, such as ','
  char letter = 0;                   // 'o': -o is the same
  // A variable such as PLIMSOLL_FAIL_ON may say the same. Not for what changes files or starts programs: a variable is
  // easily forgotten, and set far away.
  bool environment = true;
  std::string excludes;  // the name of an option that cannot be given with this one
  // Takes a value, of a switch "". What is wrong with it, in words that follow "--format: "; empty if nothing is.
  std::function<std::string(const std::string&)> set;
};

// What stands on the command line without a name, such as PATH.
struct Argument {
  std::string name;  // empty: there is none
  std::string help;
  bool repeatable = false;
  std::function<void(const std::string&)> set;
};

struct Command {
  std::string name;  // one word, or two: "rules", "config show"
  std::string help;  // what it does, in one line
  Argument argument;
  std::vector<Option> options;
  // Told of each option that a variable sets; empty: variables set none.
  std::function<void(const Option&)> environment;
  std::function<std::string()> verify;  // after all is set: what does not go together; empty if all is well
  std::function<int()> run;             // returns the exit code
  std::string details;                  // printed below the options in --help
};

// All of them; `check` is the one that is meant where none is named.
std::vector<Command> commands();

}  // namespace plimsoll::cli
