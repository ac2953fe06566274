// Where a Dockerfile uses variables, and which of them nobody has set there.
//
//   for (const VariableUse& use : builder_uses(workdir)) …    // WORKDIR $HOME/app: HOME
//   for (const VariableUse& use : script_uses(run)) …         // RUN echo "$VERSION": VERSION
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/model.h"
#include "finding.h"

namespace plimsoll::dockerfile {

struct VariableUse {
  std::string_view name;
  Span span;                 // $NAME or ${NAME…}
  Span name_span;            // the name in it
  bool has_default = false;  // gives a value, or none on purpose, when the variable is unset: ${X:-d}, ${X:+d}
};

// In the words and the files of heredocs that the builder expands. Triggers are another build's.
std::vector<VariableUse> builder_uses(const Instruction& instruction);
// In the scripts of a RUN that a POSIX shell reads: what the script does not set itself. Nothing where it reads
// other scripts, which may set anything. The names are views into the scripts.
std::vector<VariableUse> script_uses(const Instruction& run);
// Uses in `instruction`, which is no FROM, of names that no ARG or ENV declares there.
const std::vector<VariableUse>& undeclared_uses(const Instruction& instruction);

// An ARG for each of the names at the head of the stage.
Edit declare(const std::set<std::string_view>& names, const Stage& stage);

// The base image may set the variable, as far as anybody can tell. For images whose environment is known: does.
bool may_be_set_by_base(const Stage& stage, std::string_view name);
// All that the base image sets is known.
bool environment_known(const Stage& stage);
// Every shell has it.
bool is_set_by_shell(std::string_view name);

// What a word of FROM is if nobody gives build arguments: an ARG without default is unset, platforms are some. nullopt
// where that cannot be told.
std::optional<std::string> by_defaults(std::string_view word, const Instruction& at);

}  // namespace plimsoll::dockerfile
