#include "kubernetes/cel.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kubernetes/parse.h"

namespace plimsoll::kubernetes {
namespace {

constexpr const char* kObject =
    "{name: shop, empty: null, n: 3, f: 1.5, on: true, word: é😀, t: '{{ x }}', list: [1, 2, 3], ports: [{port: 80}, "
    "{port: 443, name: tls}], map: {a: 1, b: 2}}";

// What the expression gives for that object, in short.
std::string eval(const std::string& text) {
  const CelExpression expression = parse_cel(text);
  if (!expression.problem.empty()) return "problem: " + expression.problem;
  const Source source("test.yaml", kObject);
  const auto documents = parse(source);
  const CelValue value = evaluate_cel(expression, documents.front()->value());
  switch (value.kind) {
    case CelValue::Kind::null:
      return "null";
    case CelValue::Kind::boolean:
      return value.boolean ? "true" : "false";
    case CelValue::Kind::integer:
      return std::to_string(value.integer);
    case CelValue::Kind::number:
      return fmt::format("{}", value.number);
    case CelValue::Kind::string:
      return "'" + value.text + "'";
    case CelValue::Kind::list:
      return fmt::format("list of {}", value.items.size());
    case CelValue::Kind::yaml:
      return "yaml";
    case CelValue::Kind::unknown:
      return "unknown";
    case CelValue::Kind::error:
      return "error: " + value.text;
  }
  return "";
}

TEST(Cel, Values) {
  EXPECT_EQ(eval("object.name"), "'shop'");
  EXPECT_EQ(eval("object.word"), "'é😀'");
  EXPECT_EQ(eval("object.f"), "1.5");
  EXPECT_EQ(eval("object.empty"), "null");
  EXPECT_EQ(eval("object.list[2]"), "3");
  EXPECT_EQ(eval("object['map'].b"), "2");
  EXPECT_EQ(eval("'a\\n\\'' + r\"\\d\""), "'a\n'\\d'");
  EXPECT_EQ(eval("[1, 'a', [true]]"), "list of 3");
  EXPECT_EQ(eval("object.list[3]"), "error: there is no item 3");
  EXPECT_EQ(eval("object.nothing"), "error: there is no 'nothing'");
  EXPECT_EQ(eval("other"), "error: 'other' is not known");
}

TEST(Cel, Operators) {
  EXPECT_EQ(eval("1 + 2 * 3 - 8 / 4 % 3"), "5");
  EXPECT_EQ(eval("-object.n"), "-3");
  EXPECT_EQ(eval("object.n == 3.0 && object.f < 2 && 'a' < 'b' && object.on"), "true");
  EXPECT_EQ(eval("object.n != 3 ? 'a' : object.n > 5 ? 'b' : 'c'"), "'c'");
  EXPECT_EQ(eval("2 in object.list && 'a' in object.map && !('c' in ['d'])"), "true");
  EXPECT_EQ(eval("object.list == [1, 2, 3] && object.map == object.map && object.list != [1]"), "true");
  EXPECT_EQ(eval("object.name == 1"), "false");
  EXPECT_EQ(eval("object.name < 1"), "error: '<' needs two numbers or two strings");
  EXPECT_EQ(eval("1 / 0"), "error: a number is divided by zero");
  EXPECT_EQ(eval("9223372036854775807 + 1"), "error: a number is too large");
}

TEST(Cel, WhatDecidesWinsOverWhatIsNotKnown) {
  EXPECT_EQ(eval("object.t == 'a'"), "unknown");
  EXPECT_EQ(eval("object.t == 'a' || object.on"), "true");
  EXPECT_EQ(eval("object.t == 'a' && object.on"), "unknown");
  EXPECT_EQ(eval("object.nothing == 1 || object.on"), "true");
  EXPECT_EQ(eval("object.nothing == 1 && !object.on"), "false");
  EXPECT_EQ(eval("object.nothing == 1 && object.on"), "error: there is no 'nothing'");
}

TEST(Cel, Functions) {
  EXPECT_EQ(eval("has(object.map.a) && !has(object.map.c) && !has(object.x.y) && !has(object.empty)"), "true");
  EXPECT_EQ(eval("has(object.t)"), "unknown");
  EXPECT_EQ(eval("has(other.x)"), "error: 'other' is not known");
  EXPECT_EQ(eval("size(object.list) + size('ab') + object.map.size()"), "7");
  EXPECT_EQ(eval("object.name.startsWith('sh') && object.name.endsWith('op') && object.name.contains('ho')"), "true");
  EXPECT_EQ(eval("object.name.matches('^s.*p$')"), "true");
  EXPECT_EQ(eval("object.name.matches(object.word)"), "error: the pattern of 'matches' must be written out");
  EXPECT_EQ(eval("int('12') + 1"), "13");
  EXPECT_EQ(eval("string(object.n) + string(true)"), "'3true'");
  EXPECT_EQ(eval("' aB '.trim().lowerAscii() + 'c'.upperAscii() + ' '.trim()"), "'abC'");
  EXPECT_EQ(eval("'a,b,'.split(',').join('-') + ['x', 'y'].join()"), "'a-b-xy'");
  EXPECT_EQ(eval("'a'.split('')"), "error: 'split' needs something to split at");
  EXPECT_EQ(eval("object.list.join(',')"), "error: 'join' needs a list of strings");
  EXPECT_EQ(eval("dyn(object.n) + 0x1F + 2u"), "36");
  EXPECT_EQ(eval("nothing(1)"), "error: 'nothing' does not fit what it is called with");
  EXPECT_EQ(eval("object.name.nothing('a')"), "error: 'nothing' is no function");
}

TEST(Cel, Macros) {
  EXPECT_EQ(eval("object.ports.all(p, p.port > 0) && object.ports.exists(p, p.port == 443)"), "true");
  EXPECT_EQ(eval("object.ports.exists_one(p, has(p.name))"), "true");
  EXPECT_EQ(eval("object.list.filter(x, x > 1).map(x, x * 2)[1]"), "6");
  EXPECT_EQ(eval("object.map.all(key, key in ['a', 'b'])"), "true");
  EXPECT_EQ(eval("object.ports.all(p, p.name == 'tls')"), "error: there is no 'name'");
  EXPECT_EQ(eval("[].all(x, false) && ![].exists(x, true)"), "true");
}

TEST(Cel, Problems) {
  EXPECT_EQ(eval(""), "problem: ends too early");
  EXPECT_EQ(eval("(1"), "problem: lacks a ')'");
  EXPECT_EQ(eval("'a"), "problem: lacks a closing '");
  EXPECT_EQ(eval("1 2"), "problem: has '2' where it should end");
  EXPECT_EQ(eval("a."), "problem: lacks a name behind a '.'");
  EXPECT_EQ(eval("1 + ="), "problem: has '=' where a value should stand");
  EXPECT_EQ(eval("é😀😀😀"), "problem: has 'é😀😀' where a value should stand");
  EXPECT_EQ(eval("99999999999999999999"), "problem: has a number that is too large");
}

TEST(Cel, CommentsAreMessages) {
  EXPECT_EQ(parse_cel("true // be good").comment, "be good");
  EXPECT_EQ(parse_cel("'http://x' == 'y'").comment, "");
  EXPECT_EQ(eval("6 / 2 // no division"), "3");
}

TEST(Cel, IsLimited) {
  EXPECT_EQ(eval(std::string(5000, '1')), "problem: is longer than 4000 characters");
  EXPECT_EQ(eval(std::string(3000, '(')), "problem: is too deeply nested");
  EXPECT_EQ(eval(std::string(3000, '!')), "problem: is too deeply nested");
  std::string sum = "1";
  for (int i = 0; i < 1500; ++i) sum += "+1";
  EXPECT_EQ(eval(sum), "problem: is too deeply nested");
  std::string loops = "true";
  for (int i = 0; i < 20; ++i) loops = "object.list.all(x, " + loops + ")";
  EXPECT_EQ(eval(loops), "error: takes too many steps");
}

}  // namespace
}  // namespace plimsoll::kubernetes
