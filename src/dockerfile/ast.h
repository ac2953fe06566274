// A Dockerfile as a tree of typed, const instructions in which every word has its span.
//
// parse() (parse.h) builds it over our tree-sitter grammar and splits words as BuildKit does. Nothing is reported here:
// what is wrong in the text is visible in the tree (an Unknown instruction, a flag that the instruction does not take,
// a missing word, a heredoc without end), and rules speak of it. A File owns all of it; views point into its
// MappedTexts or into the Source, which must outlive it.
//
//   FROM --platform=linux/amd64 debian:12 AS base
//   ^Instruction.span ............................   keyword = From, flags = {platform}, image, stage_name
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapped_text.h"
#include "node_kind.h"
#include "source.h"

namespace plimsoll::shell {
struct Script;
}

namespace plimsoll::dockerfile {

class Model;
struct Stage;

enum class Keyword : uint8_t {
  from,
  run,
  cmd,
  label,
  maintainer,
  expose,
  env,
  add,
  copy,
  entrypoint,
  volume,
  user,
  workdir,
  arg,
  onbuild,
  stopsignal,
  healthcheck,
  shell,
  unknown,
};

// A word as written: quotes, escapes and variables are still in it, continuations are not.
struct Word {
  std::string_view text;
  Span span;
};

// --name=value before the arguments; `value` is absent in a bare --name.
struct Flag {
  Word word;  // all of it
  Word name;  // without the dashes, in lower case only if written so
  std::optional<Word> value;
};

struct Heredoc {
  Word marker;            // <<-"EOF", in the instruction's line
  std::string_view name;  // EOF
  bool expand = true;     // the name was not quoted, so the builder or the shell expands variables
  bool chomp = false;     // <<-: leading tabs are removed
  Span body;              // whole lines between marker and terminator, line breaks included; may be empty
  Span terminator;        // the closing name; empty where the file ends before it
  bool terminated = true;
};

struct KeyValue {
  Word key;
  std::optional<Word> value;  // behind the "="
  bool legacy = false;        // "ENV KEY value"
  Span span;
};

// One mount of RUN --mount=a=b,c: its fields in the order written.
struct Mount {
  struct Field {
    Word key;                   // as written; keys compare without case
    std::optional<Word> value;  // still with variables
  };
  Word word;  // the whole value of the flag
  std::vector<Field> fields;
  const Field* field(
      std::string_view key) const;  // nullptr if absent; "target" also finds dst and destination, "source" src
  std::string_view type() const;    // "bind" where none is given
};

struct Instruction {
  static constexpr NodeKind kind = NodeKind::instruction;

  explicit Instruction(Keyword k) : keyword(k) {}
  virtual ~Instruction() = default;

  Keyword keyword;
  Word name;        // the keyword as written
  Span span;        // keyword to the last byte of the arguments, heredoc bodies not included
  Span whole;       // the same with heredoc bodies and terminators
  MappedText line;  // what follows the keyword: continuations and comments between them left out, trimmed
  std::vector<Flag> flags;
  std::string_view arguments;               // the part of `line` behind the flags
  std::optional<Word> malformed_array;      // a JSON array was meant ("["), but it is none: it is taken as plain words
  std::vector<Word> non_strings;            // elements of a JSON array that are no strings, which the builder refuses
  std::vector<Heredoc> heredocs;            // RUN, COPY, ADD; below ONBUILD the trigger has them
  std::vector<Span> comments;               // whole-line comments between continuation lines
  std::vector<Span> blank_lines;            // blank lines between continuation lines, each with its line break
  std::vector<Span> continuations;          // each escape character that joins lines
  const Instruction* trigger_of = nullptr;  // the ONBUILD around it
  const Stage* stage = nullptr;             // set by the model; nullptr before the first FROM
  std::vector<const shell::Script*> scripts;  // what runs in it, set with the model; a trigger has its own
  const Model* model = nullptr;  // set by the model: knows what is in force here, such as the values of variables
  uint32_t order = 0;            // set by the model: its place among the instructions of the file, triggers included

  const Flag* flag(std::string_view flag_name) const;  // the last of that name, nullptr if none
  Span arguments_span() const { return line.span(arguments); }
};

// How a command is written: for a shell, or as a JSON array.
struct CommandLine {
  bool exec_form = false;
  std::vector<MappedText> exec;  // decoded strings of the array, and as written what is no string
  std::string_view text;         // shell form: all of it; exec form: the array as written
  bool malformed_exec = false;  // starts with "[" but is no JSON array of strings, so the builder runs it as shell form
};

struct From : Instruction {
  static constexpr NodeKind kind = NodeKind::from;
  From() : Instruction(Keyword::from) {}
  std::optional<Word> image;
  std::optional<Word> as;  // the word AS as written
  std::optional<Word> stage_name;
  std::vector<Word> extra;  // words that do not belong to the syntax
};
struct Run : Instruction {
  static constexpr NodeKind kind = NodeKind::run;
  Run() : Instruction(Keyword::run) {}
  CommandLine command;
  std::vector<Mount> mounts;
};
struct Cmd : Instruction {
  static constexpr NodeKind kind = NodeKind::cmd;
  Cmd() : Instruction(Keyword::cmd) {}
  CommandLine command;
};
struct Entrypoint : Instruction {
  static constexpr NodeKind kind = NodeKind::entrypoint;
  Entrypoint() : Instruction(Keyword::entrypoint) {}
  CommandLine command;
};
struct Healthcheck : Instruction {
  static constexpr NodeKind kind = NodeKind::healthcheck;
  Healthcheck() : Instruction(Keyword::healthcheck) {}
  std::optional<Word> type;  // CMD or NONE as written
  bool none = false;
  CommandLine command;
};
struct Shell : Instruction {
  static constexpr NodeKind kind = NodeKind::shell;
  Shell() : Instruction(Keyword::shell) {}
  CommandLine command;  // valid only in exec form
};
struct Env : Instruction {
  static constexpr NodeKind kind = NodeKind::env;
  Env() : Instruction(Keyword::env) {}
  std::vector<KeyValue> pairs;
};
struct Label : Instruction {
  static constexpr NodeKind kind = NodeKind::label;
  Label() : Instruction(Keyword::label) {}
  std::vector<KeyValue> pairs;
};
struct Arg : Instruction {
  static constexpr NodeKind kind = NodeKind::arg;
  Arg() : Instruction(Keyword::arg) {}
  std::vector<KeyValue> pairs;  // value absent: no default
};
// What COPY and ADD share.
struct Transfer : Instruction {
  using Instruction::Instruction;
  std::vector<Word> sources;  // heredoc markers included
  std::optional<Word> destination;
  bool exec_form = false;        // ["a", "b"]: the words are decoded strings
  std::vector<MappedText> exec;  // owns them then
};
struct Copy : Transfer {
  static constexpr NodeKind kind = NodeKind::copy;
  Copy() : Transfer(Keyword::copy) {}
};
struct Add : Transfer {
  static constexpr NodeKind kind = NodeKind::add;
  Add() : Transfer(Keyword::add) {}
};
struct Expose : Instruction {
  static constexpr NodeKind kind = NodeKind::expose;
  Expose() : Instruction(Keyword::expose) {}
  std::vector<Word> ports;
};
struct Volume : Instruction {
  static constexpr NodeKind kind = NodeKind::volume;
  Volume() : Instruction(Keyword::volume) {}
  std::vector<Word> paths;
  std::vector<MappedText> exec;
};
struct User : Instruction {
  static constexpr NodeKind kind = NodeKind::user;
  User() : Instruction(Keyword::user) {}
  std::optional<Word> user;  // all of the arguments, ":group" included
};
struct Workdir : Instruction {
  static constexpr NodeKind kind = NodeKind::workdir;
  Workdir() : Instruction(Keyword::workdir) {}
  std::optional<Word> path;
};
struct Stopsignal : Instruction {
  static constexpr NodeKind kind = NodeKind::stopsignal;
  Stopsignal() : Instruction(Keyword::stopsignal) {}
  std::optional<Word> signal;
};
struct Maintainer : Instruction {
  static constexpr NodeKind kind = NodeKind::maintainer;
  Maintainer() : Instruction(Keyword::maintainer) {}
  std::optional<Word> author;
};
struct Onbuild : Instruction {
  static constexpr NodeKind kind = NodeKind::onbuild;
  Onbuild() : Instruction(Keyword::onbuild) {}
  std::unique_ptr<Instruction> trigger;  // absent when nothing follows
};
// A line that starts with a word that is no instruction.
struct Unknown : Instruction {
  static constexpr NodeKind kind = NodeKind::unknown_instruction;
  Unknown() : Instruction(Keyword::unknown) {}
};

// "# name=value" before anything else.
struct Directive {
  Word name;
  Word value;
  Span span;  // from the "#"
};

struct Comment {
  Span span;              // from the "#" to the end of the line
  std::string_view text;  // the same bytes
};

struct File {
  static constexpr NodeKind kind = NodeKind::dockerfile;

  const Source* source = nullptr;
  char escape = '\\';
  std::vector<Directive> directives;
  std::vector<Comment> comments;  // in file order, those inside instructions included, directives not
  std::vector<std::unique_ptr<Instruction>> instructions;
  const Model* model = nullptr;  // set by the model
};

// The keyword that a word spells in any letter case; Keyword::unknown if none.
Keyword keyword_of(std::string_view word);
// In capitals: "FROM".
std::string_view name_of(Keyword keyword);
// Flags that an instruction takes, as written behind the dashes.
std::vector<std::string_view> flags_of(Keyword keyword);

// A one-line form of the whole tree, for tests: (file (from "debian:12" as="base") (run shell="make"))
std::string dump(const File& file);

}  // namespace plimsoll::dockerfile
