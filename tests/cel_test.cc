#include "kubernetes/cel.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <deque>

#include "kubernetes/parse.h"

namespace plimsoll::kubernetes {
namespace {

constexpr const char* kObject =
    "{name: shop, empty: null, n: 3, f: 1.5, on: true, word: é😀, t: '{{ x }}', list: [1, 2, 3], ports: [{port: 80}, "
    "{port: 443, name: tls}], map: {a: 1, b: 2}}";

// What the expression gives for that object, in short.
std::string eval(const std::string& text, const std::vector<std::pair<std::string, std::string>>& definitions = {}) {
  const CelExpression expression = parse_cel(text);
  if (!expression.problem.empty()) return "problem: " + expression.problem;
  const Source source("test.yaml", kObject);
  const auto documents = parse(source);
  CelInput input{.object = documents.front()->value()};
  std::deque<CelExpression> defined;
  for (const auto& [name, definition] : definitions)
    input.named.emplace_back(name, &defined.emplace_back(parse_cel(definition)));
  input.objects = {input.object, input.object["map"]};
  CelBudget budget(20'000);
  const CelValue value = evaluate_cel(expression, input, budget);
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
    case CelValue::Kind::type:
      return value.text;
    case CelValue::Kind::optional:
      return value.items.empty() ? "none" : "optional";
    case CelValue::Kind::duration:
      return fmt::format("{}ns", value.number);
    case CelValue::Kind::quantity:
      return "quantity";
    case CelValue::Kind::url:
      return "url";
    case CelValue::Kind::map:
      return fmt::format("map of {}", value.items.size() / 2);
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
  EXPECT_EQ(eval("{'a': 1, object.name: {2: 'b',},}[object.name][2]"), "'b'");
  EXPECT_EQ(eval("{'a': 1}.a + {'b': 2}['b']"), "3");
  EXPECT_EQ(eval("{'a': 1}.b"), "error: there is no 'b'");
  EXPECT_EQ(eval("{'a': 1, 'b': 2} == object.map && object.map == {'b': 2, 'a': 1} && {'a': 1} != object.map"), "true");
  EXPECT_EQ(eval("object.`name` + self.name + subject.name"), "'shopshopshop'");
  EXPECT_EQ(eval("{'a.b/c-d': 1}.a__dot__b__slash__c__dash__d + {'namespace': 2}.__namespace__"), "3");
  EXPECT_EQ(eval("1e3 + .5 + 1.5E1"), "1015.5");
  EXPECT_EQ(eval("'\\x41\\u00e9\\U0001F600\\101' + \"\"\"a\"b\"\"\" + ''"), "'Aé😀Aa\"b'");
  EXPECT_EQ(eval("'\\u00g0'"), "problem: has a character behind a '\\' that is none");
  EXPECT_EQ(eval("objects.size() + objects.filter(o, has(o.name)).size()"), "3");
  EXPECT_EQ(eval("oldObject == null && oldSelf == null"), "true");
}

TEST(Cel, WhatOnlyAClusterKnowsIsUnknown) {
  EXPECT_EQ(eval("request.operation == 'CREATE'"), "unknown");
  EXPECT_EQ(eval("has(params.x) || variables.y > 1"), "unknown");
  EXPECT_EQ(eval("request.operation == 'CREATE' || object.on"), "true");
  EXPECT_EQ(eval("authorizer.group('').resource('pods').check('create').allowed()"), "unknown");
  EXPECT_EQ(eval("authorizer.requestResource.check('create').reason() == ''"), "unknown");
  EXPECT_EQ(eval("namespaceObject.metadata.labels.all(k, k == 'a')"), "unknown");
}

TEST(Cel, DefinedNames) {
  EXPECT_EQ(eval("object.n <= params.most", {{"params.most", "3"}}), "true");
  EXPECT_EQ(eval("params.least", {{"params.most", "3"}}), "error: there is no 'params.least'");
  EXPECT_EQ(eval("variables.b", {{"variables.a", "object.n * 2"}, {"variables.b", "variables.a + 1"}}), "7");
  EXPECT_EQ(eval("variables.b", {{"variables.b", "variables.b"}}), "unknown");
  EXPECT_EQ(eval("object.list.map(x, variables.a + x)[0]", {{"variables.a", "object.n"}}), "4");
  EXPECT_EQ(eval("[1].all(params, params == 1)", {{"params.most", "3"}}), "true");
}

TEST(Cel, Optionals) {
  EXPECT_EQ(eval("object.?name.orValue('x') + object.?nothing.orValue('y')"), "'shopy'");
  EXPECT_EQ(eval("object.?nothing.?more.deep.orValue('y')"), "'y'");
  EXPECT_EQ(eval("object.?map.a.value() + object[?'map'].orValue({}).size()"), "3");
  EXPECT_EQ(eval("object.list[?7].hasValue() || object.?empty.hasValue()"), "false");
  EXPECT_EQ(eval("has(object.?map.a) && !has(object.?map.c)"), "true");
  EXPECT_EQ(eval("object.?t.orValue('y')"), "unknown");
  EXPECT_EQ(eval("object.?nothing.value()"), "error: an optional has no value");
  EXPECT_EQ(eval("optional.none().or(optional.of(2)).value()"), "2");
  EXPECT_EQ(eval("optional.ofNonZeroValue('')"), "none");
  EXPECT_EQ(eval("object.?name.optMap(x, x + '!').orValue('') + object.?no.optMap(x, x).orValue('?')"), "'shop!?'");
  EXPECT_EQ(eval("object.?name.optFlatMap(x, optional.of(x)).value()"), "'shop'");
  EXPECT_EQ(eval("optional"), "error: 'optional' is no value");
}

TEST(Cel, Operators) {
  EXPECT_EQ(eval("1 + 2 * 3 - 8 / 4 % 3"), "5");
  EXPECT_EQ(eval("-object.n"), "-3");
  EXPECT_EQ(eval("object.n == 3.0 && object.f < 2 && 'a' < 'b' && object.on"), "true");
  EXPECT_EQ(eval("-object.f"), "-1.5");
  EXPECT_EQ(eval("[1] + object.list == [1, 1, 2, 3]"), "true");
  EXPECT_EQ(eval("type(object.n) == int && type(object.map) == map && type('') == string"), "true");
  EXPECT_EQ(eval("type(object.list) == list && type(null) == null_type && type(1.0) == double"), "true");
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
  EXPECT_EQ(eval("size(object.list) + size('ab') + object.map.size()"), "7");
  EXPECT_EQ(eval("object.name.startsWith('sh') && object.name.endsWith('op') && object.name.contains('ho')"), "true");
  EXPECT_EQ(eval("object.name.matches('^s.*p$')"), "true");
  EXPECT_EQ(eval("matches(object.name, '^s') && !object.name.matches(object.word)"), "true");
  EXPECT_EQ(eval("object.name.matches('(' + 'a')"), "error: a pattern cannot be read: missing ): (a");
  EXPECT_EQ(eval("object.name.matches('(a')"), "problem: has '(a', which is no pattern: missing ): (a");
  EXPECT_EQ(eval("'a1b22'.find('[0-9]+') + 'a1b22'.findAll('[0-9]+').join('-') + 'x'.find('y')"), "'11-22'");
  EXPECT_EQ(eval("int('12') + 1"), "13");
  EXPECT_EQ(eval("string(object.n) + string(true)"), "'3true'");
  EXPECT_EQ(eval("' aB '.trim().lowerAscii() + 'c'.upperAscii() + ' '.trim()"), "'abC'");
  EXPECT_EQ(eval("'a,b,'.split(',').join('-') + ['x', 'y'].join()"), "'a-b-xy'");
  EXPECT_EQ(eval("'é😀b'.split('').join('-') + 'a,b,c'.split(',', 2)[1]"), "'é-😀-bb,c'");
  EXPECT_EQ(eval("'aXbXc'.replace('X', '--') + 'aa'.replace('a', 'b', 1) + 'ab'.replace('', '.')"), "'a--b--cba.a.b.'");
  EXPECT_EQ(eval("'é😀b'.substring(1) + 'é😀b'.substring(0, 1) + 'é😀b'.charAt(2) + 'ab'.charAt(2)"), "'😀béb'");
  EXPECT_EQ(eval("'ab'.substring(1, 0)"), "error: a position is outside of the text");
  EXPECT_EQ(eval("'ab'.substring(3)"), "error: a position is outside of the text");
  EXPECT_EQ(
      eval("['é😀b'.indexOf('b'), 'aba'.indexOf('a', 1), 'aba'.lastIndexOf('a'), 'a'.indexOf('x')] == [2, 2, 2, -1]"),
      "true");
  EXPECT_EQ(eval("size('é😀') + 'é'.size()"), "3");
  EXPECT_EQ(eval("'é😀b'.reverse()"), "'b😀é'");
  EXPECT_EQ(eval("'%s has %d of %.1f%% (%s)'.format([object.name, 3, 2.25, [1, 'a']])"),
            "'shop has 3 of 2.2% ([1, a])'");
  EXPECT_EQ(eval("'%d'.format(['a'])"), "error: '%d' does not fit its value");
  EXPECT_EQ(eval("'%s %s'.format(['a'])"), "error: 'format' has more places than values");
  EXPECT_EQ(eval("object.list.join(',')"), "error: 'join' needs a list of strings");
  EXPECT_EQ(eval("dyn(object.n) + 0x1F + 2u"), "36");
  EXPECT_EQ(eval("double('1.5') + double(1) == 2.5 && int(2.9) == 2 && bool('true') && uint('7') == 7"), "true");
  EXPECT_EQ(eval("int('1x')"), "error: '1x' is no whole number");
  EXPECT_EQ(eval("object.list.sum() + object.list.min() + [3, 9].max() + object.list.indexOf(2)"), "17");
  EXPECT_EQ(eval("object.list.isSorted() && ![2, 1].isSorted()"), "true");
  EXPECT_EQ(eval("[].max()"), "error: an empty list has no least and no greatest item");
  EXPECT_EQ(eval("sets.contains(object.list, [1, 2]) && sets.equivalent([1, 2], [2, 1, 1]) && "
                 "sets.intersects([1], object.list) && !sets.contains([1], [2])"),
            "true");
  EXPECT_EQ(eval("quantity('1Gi').isGreaterThan(quantity('500Mi')) && quantity(2).compareTo(quantity('2000m')) == 0"),
            "true");
  EXPECT_EQ(eval("quantity('1k').asInteger() + quantity('-1').sign()"), "999");
  EXPECT_EQ(eval("quantity('1500m').isInteger() || isQuantity('1Kb')"), "false");
  EXPECT_EQ(eval("quantity('1').add(quantity('1')).sub(1).asApproximateFloat()"), "1");
  EXPECT_EQ(eval("quantity('a')"), "error: 'a' is no quantity");
  EXPECT_EQ(eval("duration('1h30m') > duration('80m') && duration('90m').getHours() == 1"), "true");
  EXPECT_EQ(eval("isURL('https://a.b:80/c?d') && isIP('::1') && isCIDR('10.0.0.0/8') && !isIP('1.2.3')"), "true");
  EXPECT_EQ(eval("url('https://a.b:80/c?d').getHostname() + url('https://a.b:80/c?d').getPort()"), "'a.b80'");
  EXPECT_EQ(eval("url('a b')"), "error: 'a b' is no URL");
  EXPECT_EQ(eval("size(1)"), "error: 'size' does not fit what it is called with");
}

TEST(Cel, Macros) {
  EXPECT_EQ(eval("object.ports.all(p, p.port > 0) && object.ports.exists(p, p.port == 443)"), "true");
  EXPECT_EQ(eval("object.ports.exists_one(p, has(p.name))"), "true");
  EXPECT_EQ(eval("object.list.filter(x, x > 1).map(x, x * 2)[1]"), "6");
  EXPECT_EQ(eval("object.map.all(key, key in ['a', 'b'])"), "true");
  EXPECT_EQ(eval("object.ports.all(p, p.name == 'tls')"), "error: there is no 'name'");
  EXPECT_EQ(eval("[].all(x, false) && ![].exists(x, true)"), "true");
  EXPECT_EQ(eval("object.list.map(x, x > 1, x * 10)[0] + {'a': 7}.map(k, size(k))[0]"), "21");
  EXPECT_EQ(eval("object.list.all(i, x, x == i + 1) && object.map.exists(k, v, k == 'b' && v == 2)"), "true");
  EXPECT_EQ(eval("object.list.existsOne(x, x == 2) && !object.list.exists_one(i, x, i < x)"), "true");
  EXPECT_EQ(eval("object.list.all(x, [x].all(x, x > 0))"), "true");
  EXPECT_EQ(eval("object.list.all(x, x + 1)"), "error: 'all' needs true or false for each item");
  EXPECT_EQ(eval("object.name.all(x, true)"), "error: 'all' needs a list or a mapping before it");
}

TEST(Cel, Problems) {
  EXPECT_EQ(eval(""), "problem: ends too early");
  EXPECT_EQ(eval("(1"), "problem: lacks a ')'");
  EXPECT_EQ(eval("'a"), "problem: lacks a closing '");
  EXPECT_EQ(eval("1 2"), "problem: has '2' where it should end");
  EXPECT_EQ(eval("object."), "problem: lacks a name behind a '.'");
  EXPECT_EQ(eval("obj.name"), "problem: names 'obj', which is not known here");
  EXPECT_EQ(eval("[1].all(x, true) && x"), "problem: names 'x', which is not known here");
  EXPECT_EQ(eval("[1].all(1, true)"), "problem: lacks a name behind 'all('");
  EXPECT_EQ(eval("[1].all(x)"), "problem: lacks what 'all' asks of each item");
  EXPECT_EQ(eval("nothing(1)"), "problem: calls 'nothing', which is no function that is known here");
  EXPECT_EQ(eval("object.name.nothing('a')"), "problem: calls 'nothing', which is no function that is known here");
  EXPECT_EQ(eval("startsWith('a', 'b')"), "problem: calls 'startsWith' in a way in which it cannot be called");
  EXPECT_EQ(eval("{1}"), "problem: lacks a ':'");
  EXPECT_EQ(eval("1 + ="), "problem: has '=' where a value should stand");
  EXPECT_EQ(eval("é😀😀😀"), "problem: has 'é😀😀' where a value should stand");
  EXPECT_EQ(eval("99999999999999999999"), "problem: has a number that is too large");
}

TEST(Cel, CommentsAreMessages) {
  EXPECT_EQ(parse_cel("true // be good").comment, "be good");
  EXPECT_EQ(parse_cel("'http://x' == 'y'").comment, "");
  EXPECT_EQ(eval("6 / 2 // no division"), "3");
  EXPECT_EQ(eval("6 // six\n  + 2"), "8");
  EXPECT_EQ(parse_cel("true // one\n && true").comment, "");
  EXPECT_EQ(parse_cel("true // one\n && true // two \n").comment, "two");
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
  std::string doubled = "'0123456789'", replaced = doubled, pieces = "'a'";
  for (int i = 0; i < 24; ++i) doubled = "[" + doubled + "].map(s, s + s)[0]";
  EXPECT_EQ(eval(doubled), "error: takes too many steps");
  for (int i = 0; i < 12; ++i) replaced += ".replace('', '0123456789')";
  EXPECT_EQ(eval(replaced), "error: takes too many steps");
  for (int i = 0; i < 20; ++i) pieces = "(" + pieces + ".replace('a', 'aaaa'))";
  EXPECT_EQ(eval(pieces + ".split('').size()"), "error: takes too many steps");
  EXPECT_EQ(eval("object.list.all(x, object.list.map(y, string(y) + 'a').all(p, 'b'.matches(p + string(x)) || true))"),
            "true");
  std::string patterns =
      "[0,1,2,3,4,5,6,7,8,9].all(a, [0,1,2,3,4,5,6,7,8,9].all(b, 'x'.matches(string(a * 10 + b)) || "
      "true))";
  EXPECT_EQ(eval(patterns), "error: takes too many steps");
  std::vector<std::pair<std::string, std::string>> chain{{"variables.a0", "1"}};
  for (int i = 1; i < 400; ++i)
    chain.push_back({fmt::format("variables.a{}", i), fmt::format("variables.a{}+1", i - 1)});
  EXPECT_EQ(eval("variables.a399", chain), "error: is too deeply nested");
}

}  // namespace
}  // namespace plimsoll::kubernetes
