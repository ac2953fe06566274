// Expressions of users over the values of a file, in a part of the Common Expression Language (cel.dev).
//
//   const auto expression = parse_cel("object.spec.replicas >= 2 || object.metadata.name == 'job'");
//   if (expression.problem.empty()) evaluate_cel(expression, object.root).kind …
//
// There are: null, true, false, numbers, strings, lists; . [] ?: || && == != < <= > >= in + - * / % !; has, size, int,
// string, dyn; contains, startsWith, endsWith, matches, lowerAscii, upperAscii, trim, split, join; all, exists,
// exists_one, filter, map. Unlike CEL, has(a.b.c) is
// false where already `a.b` is missing. Expressions and files may come from strangers: length, depth and steps are
// limited.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

struct CelValue {
  enum class Kind : uint8_t { null, boolean, integer, number, string, list, yaml, unknown, error };
  Kind kind = Kind::null;
  bool boolean = false;
  int64_t integer = 0;
  double number = 0;
  std::string text;             // of a string; of an error what is wrong, in one clause
  std::vector<CelValue> items;  // of a list
  Value yaml;                   // a mapping or list of the file
};

struct CelNode {
  enum class Kind : uint8_t { literal, name, member, index, call, list, not_, minus, binary, choice };
  Kind kind = Kind::literal;
  CelValue literal;
  std::string text;            // of a name, member or call; the operator
  bool method = false;         // of a call: parts[0] is what it is called on
  std::vector<CelNode> parts;  // operands and arguments
  int depth = 1;
};

struct CelExpression {
  CelNode root;
  std::string comment;  // what stands behind "//"
  std::string problem;  // why it cannot be read, in one clause; empty if it can
};

CelExpression parse_cel(std::string_view text);
// Its beginning for messages: at most so many bytes, and whole characters.
std::string_view beginning_of(std::string_view text, size_t most);
// With `object` as the variable of that name. Unknown where the outcome depends on a template, or on what a patch does
// not say.
CelValue evaluate_cel(const CelExpression& expression, const Value& object);

}  // namespace plimsoll::kubernetes
