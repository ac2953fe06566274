// Expressions of users over the values of a file, in a part of the Common Expression Language (cel.dev).
//
//   const CelExpression expression = parse_cel("object.spec.replicas >= 2 || object.metadata.name == 'job'");
//   CelBudget budget(10'000);
//   if (expression.problem.empty()) evaluate_cel(expression, {.object = root}, budget).kind …
//
// Operators and macros are those of the language; the functions stand in the tables of cel_functions.cc and
// cel_texts.cc. Of numbers the unsigned ones are not told apart. Unlike in CEL, has(a.b.c) is false where already `a.b`
// is missing, and numbers of both kinds go together. Expressions and files may come from strangers: length, depth and
// steps are limited.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kubernetes/quantity.h"
#include "kubernetes/value.h"

namespace plimsoll {
struct Overlay;  // kustomization.h
}

namespace plimsoll::kubernetes {

struct CelValue {
  enum class Kind : uint8_t {
    null,
    boolean,
    integer,
    number,
    string,
    list,
    map,
    optional,
    type,
    duration,
    quantity,
    url,
    yaml,
    unknown,
    error,
  };
  Kind kind = Kind::null;
  bool boolean = false;
  int64_t integer = 0;
  double number = 0;            // of a duration its seconds
  std::string text;             // of a string or URL; the name of a type; of an error what is wrong, in one clause
  std::vector<CelValue> items;  // of a list; keys and values of a map by turns; of an optional its value, if any
  Quantity quantity;
  Value yaml;  // a mapping or list of the file
};

// What may still be done.
class CelBudget {
 public:
  explicit CelBudget(int64_t steps) : left_(steps) {}

  // False where it is not enough, then and for ever.
  bool spend(int64_t steps) { return (left_ -= steps) >= 0; }

 private:
  int64_t left_;
};

struct CelFunction;

struct CelNode {
  enum class Kind : uint8_t {
    literal,
    name,
    member,
    optional_member,
    index,
    optional_index,
    namespace_,
    call,
    has,
    macro,
    list,
    map,
    not_,
    minus,
    binary,
    choice,
  };
  Kind kind = Kind::literal;
  CelValue literal;
  std::string text;                       // of a name, member, namespace or macro; the operator
  const CelFunction* function = nullptr;  // of a call
  std::vector<std::string> names;         // that a macro gives to the items
  std::vector<CelNode> parts;             // operands and arguments, first of all what a method is called on
  int depth = 1;
};

struct CelExpression {
  CelNode root;
  std::string comment;        // what stands behind "//" at its end
  bool uses_objects = false;  // speaks of `objects`
  std::string problem;        // why it cannot be read, in one clause; empty if it can
};

CelExpression parse_cel(std::string_view text);

// An expression with a name: "variables.team".
using CelDefinition = std::pair<std::string, const CelExpression*>;

struct CelInput {
  Value object;
  const Overlay* overlay = nullptr;       // what kustomizations add to the object; nullptr: nothing
  std::vector<Value> objects = {};        // all of them
  std::vector<CelDefinition> named = {};  // each may use those before it
};
// Unknown where the outcome depends on a template, on what a patch does not say, or on what only a cluster knows.
CelValue evaluate_cel(const CelExpression& expression, const CelInput& input, CelBudget& budget);

}  // namespace plimsoll::kubernetes
