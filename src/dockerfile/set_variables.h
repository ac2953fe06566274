// Where a variable gets a value: ENV, the default of ARG, NAME=value of a script, export, env.
//
//   for (const SetVariable& set : set_variables(node, {"PIP_TRUSTED_HOST"})) ctx.report(set.name, …, set.value);
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/ast.h"
#include "finding.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {

struct SetVariable {
  std::string_view variable;  // as asked for
  Span name;
  std::string value;        // with known variables replaced
  bool known = true;        // all of it
  std::vector<Edit> unset;  // takes it away; empty where that is not simply done
};
// Those of `names`, which are in capitals; a lower-case name of the file is found as well if `any_case`. An ARG without
// default sets nothing.
std::vector<SetVariable> set_variables(const Env& env, std::initializer_list<std::string_view> names,
                                       bool any_case = false);
std::vector<SetVariable> set_variables(const Arg& arg, std::initializer_list<std::string_view> names,
                                       bool any_case = false);
std::vector<SetVariable> set_variables(const shell::Command& command, std::initializer_list<std::string_view> names,
                                       bool any_case = false);

// What a program of this command finds in a variable: set before it on its line, by an export of its script, by ENV or
// ARG. nullopt if nothing sets it; an empty text if its value is not known.
std::optional<std::string> environment_of(const shell::Command& command, std::string_view name);

// "1", "true", "yes", "on" in any letter case.
bool is_true(std::string_view value);

}  // namespace plimsoll::dockerfile
