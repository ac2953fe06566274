// Rules that users write as texts with an expression (cel.h): "Deployment at spec.replicas: object.spec.replicas > 1".
//
// Views into the text, which must outlive them.
#pragma once

#include <string>
#include <string_view>

#include "kubernetes/cel.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

struct CelRule {
  std::string_view kinds;  // "Deployment,apps/StatefulSet"; empty: all
  std::string_view path;   // "spec.replicas"; empty: the object's name
  std::string_view text;   // of the expression

  bool concerns(const Object& object) const;
  // What stands at the path, or the deepest there is of it.
  Span place_in(const Object& object) const;
};
// "[Kind,Kind] [at path]: expression"
CelRule read_cel_rule(std::string_view text);

struct NamedCel {
  std::string_view name, text;
};
// "name=expression"
NamedCel read_named_cel(std::string_view text);

// What is wrong with such texts, in one clause; empty if nothing is.
std::string cel_rule_problem(std::string_view text);
std::string named_cel_problem(std::string_view text);

// Read once for each thread. For texts of a configuration.
const CelExpression& compiled_cel(std::string_view text);

}  // namespace plimsoll::kubernetes
