// Variables that Kubernetes fills into the texts of a container: $(NAME) in values of env, command and args.
//
//   for (const VariableUse& reference : variables_in("--port=$(PORT) $$(X)")) … reference.name …     // PORT alone
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

struct VariableUse {
  std::string_view name;
  size_t begin = 0, end = 0;  // of the whole in the text, in bytes
};
// Those that are filled in if the variable exists; "$$" stands for a "$".
std::vector<VariableUse> variables_in(std::string_view text);

struct Environment {
  std::unordered_map<std::string_view, size_t> positions;  // in the list, of the first of that name
  bool open = false;                                       // there may be others

  // Is there, or may be: as one of the Services of the namespace, which nobody lists.
  bool may_have(std::string_view name) const;
};
Environment environment_of(const Container& container);

}  // namespace plimsoll::kubernetes
