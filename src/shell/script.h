// What runs in a script: its simple commands with the place of every word in the file.
//
// A Script is one text that a shell reads: a shell-form RUN, CMD, ENTRYPOINT or HEALTHCHECK, the body of a RUN heredoc,
// the argument of sh -c, or the words of an exec form (then one command, read by no shell). Commands are found wherever
// a shell would run them: lists, pipelines, subshells, functions, loops, conditionals, substitutions, sh -c "…", and
// behind sudo, env, exec, time, nice and the like, which are then `wrappers`. Where the grammar cannot read a command,
// only that command is missing. Nothing here is executed.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/facts.h"
#include "mapped_text.h"
#include "node_kind.h"
#include "source.h"

namespace plimsoll::dockerfile {
struct Instruction;
struct Stage;
}  // namespace plimsoll::dockerfile

namespace plimsoll::shell {

struct Script;
struct ManagerCall;
struct Install;
struct Download;

// A word of a command. `text` has quotes and backslashes removed; $X and ${X…} stand as ${X}, command substitutions as
// $(), so it never holds the output of anything.
struct Word {
  std::string text;
  Span span;                           // in the file, quotes included
  bool literal = true;                 // holds no expansion, substitution or glob: `text` is what the program gets
  std::vector<std::string> variables;  // names that it expands, in order
};

struct Assignment {
  Word name;
  Word value;  // empty text if nothing follows "="
};

struct Redirect {
  std::string op;  // ">", ">>", "<", "2>", "&>", "<<<", "<<", …
  Word target;     // of a heredoc: its marker
};

// How a command follows the one before it in its list.
enum class Joint : uint8_t { first, sequence, and_then, or_else, pipe, background };

struct Command {
  static constexpr NodeKind kind = NodeKind::command;

  Word name;         // as written: "/usr/bin/apt-get", "$CMD"
  std::string base;  // the program: the name's last path component, without .exe; empty if that expands anything
  Fact::Entry tool;  // of the program in rules/data/package-managers.yaml; absent for most
  std::vector<Word> arguments;  // all words behind the name
  std::vector<Assignment> assignments;
  std::vector<Redirect> redirects;
  std::vector<Word> wrappers;  // programs that run this command, outermost first: sudo, env, timeout
  Span span;                   // first word (of the wrappers) to last, redirects included
  Joint joint = Joint::first;
  Span joint_span;            // the operator, a line break among them; empty where there is none
  int depth = 0;              // compounds, substitutions and scripts of the script that hold it
  int pipeline = -1;          // index of its pipeline in the script; commands of one pipeline share it
  int pipeline_position = 0;  // 0 = leftmost
  int pipeline_length = 1;
  bool conditional = false;      // in a branch, a loop body, a function, or right of && or || following a test
  bool in_substitution = false;  // inside $( … ) or backquotes
  const Script* script = nullptr;
  // What it does with packages and downloads (install.h); mostly nullptr.
  std::shared_ptr<const ManagerCall> call;
  std::shared_ptr<const Install> install;
  std::shared_ptr<const Download> download;

  // The program is `program`, and its first non-flag arguments are `subcommands` in this order (options that take a
  // value are not known here; use the package manager table for those).
  bool is(std::string_view program, std::initializer_list<std::string_view> subcommands = {}) const;
  // A flag is given: "--yes" matches --yes and --yes=…, "-y" matches -y and -qqy.
  bool has_flag(std::initializer_list<std::string_view> names) const;
  // The word behind a flag, or behind its "=": for -o FILE, -oFILE, --output FILE, --output=FILE.
  const Word* flag_value(std::initializer_list<std::string_view> names, std::string* value) const;
  // Arguments that do not start with "-" (a lone "-" is one of them); all behind "--" are.
  std::vector<const Word*> operands() const;
};

enum class Dialect : uint8_t { sh, bash, ash, ksh, zsh, powershell, cmd, unknown };

struct Script {
  static constexpr NodeKind kind = NodeKind::script;

  const dockerfile::Instruction* instruction = nullptr;  // nullptr outside Dockerfiles
  Dialect dialect = Dialect::sh;
  MappedText text;
  bool exec_form = false;         // no shell reads it
  bool heredoc = false;           // the body of a heredoc
  std::vector<Command> commands;  // in order of the text; those of nested scripts stand behind their `sh -c`
  std::vector<Span> errors;       // places in the file that the grammar could not read
};

// The dialect that a shell's program speaks, by its path or name; unknown if it is no shell.
Dialect dialect_of(std::string_view program);

}  // namespace plimsoll::shell
