#include "dockerfile/expand.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "hostile.h"

namespace plimsoll::dockerfile {
namespace {

using State = Variable::State;

Variable lookup(std::string_view name) {
  static const std::map<std::string, Variable, std::less<>> variables = {
      {"V", {State::known, "1.2.3", {}}},
      {"D", {State::known, "def", {}, true}},
      {"EMPTY", {State::known, "", {}}},
      {"LIST", {State::known, "a b  c", {}}},
      {"FILE", {State::known, "/a/b/c.tar.gz", {}}},
      {"NEWLINE", {State::known, "a\nb", {}}},
      {"BIG", {State::known, std::string(10'000, 'x'), {}}},
      {"PATH", {State::partly, "${BASE}:/x", {"BASE"}}},
      {"U", {State::unknown, "", {}}},
      {"W", {State::unknown, "", {}}},
      {"ARG", {State::ungiven, "", {}}},
  };
  auto found = variables.find(name);
  return found == variables.end() ? Variable{} : found->second;
}

// <value>, then "known", "partly" or "unknown", the unknown names, and "~" if a default may be overridden.
std::string dump(const Text& text) {
  std::string out = "<" + text.value + ">";
  if (!text.known) out += text.partly ? " partly" : " unknown";
  for (const std::string& name : text.unknown) out += " " + name;
  return out + (text.from_default ? " ~" : "");
}

TEST(Expand, Words) {
  struct {
    std::string_view word, expected;
  } cases[] = {
      {"", "<>"},
      {"plain", "<plain>"},
      {"$V", "<1.2.3>"},
      {"a${V}b", "<a1.2.3b>"},
      {"$Vx", "<>"},
      {"$V-x", "<1.2.3-x>"},
      {"$NOPE", "<>"},
      {"${NOPE}.", "<.>"},
      {"$", "<$>"},
      {"a$", "<a$>"},
      {"$(x)", "<$(x)>"},
      {"$$V", "<V>"},
      {"$1a", "<a>"},
      {"\\$V", "<$V>"},
      {"\\\\$V", "<\\1.2.3>"},
      {"a\\", "<a>"},
      {"'$V'", "<$V>"},
      {"\"$V\"", "<1.2.3>"},
      {"\"\\$V \\a \\\" \\\\\"", "<$V \\a \" \\>"},
      {"'a'\"b\"c", "<abc>"},
      {"\"it's\"", "<it's>"},
      {"D is ${D}", "<D is def> ~"},
      // A value when unset, when empty.
      {"${NOPE:-x}", "<x>"},
      {"${NOPE-x}", "<x>"},
      {"${EMPTY:-x}", "<x>"},
      {"${EMPTY-x}", "<>"},
      {"${V:-x}", "<1.2.3>"},
      {"${NOPE:+x}", "<>"},
      {"${EMPTY:+x}", "<>"},
      {"${EMPTY+x}", "<x>"},
      {"${V:+x}", "<x>"},
      {"${NOPE:-${V}}", "<1.2.3>"},
      {"${NOPE:-\"}\"'}'\\}}", "<}}}>"},
      {"${V:?no}", "<1.2.3>"},
      {"${NOPE:?no}", "<${NOPE:?no}> unknown"},
      {"${EMPTY?no}", "<>"},
      // Nobody knows it.
      {"$U", "<${U}> unknown U"},
      {"a-$U", "<a-${U}> partly U"},
      {"$U$W$U", "<${U}${W}${U}> unknown U W"},
      {"${U:-x}", "<${U}> unknown U"},
      {"${U:+x}", "<${U}> unknown U"},
      {"${V:-$U}", "<1.2.3>"},
      {"${NOPE:-$U}", "<${U}> unknown U"},
      {"$EMPTY$U", "<${U}> unknown U"},
      {"$PATH:/y", "<${BASE}:/x:/y> partly BASE"},
      {"${PATH:+x}", "<x>"},
      {"${PATH%x}", "<${PATH}> unknown PATH"},
      // Nobody has given it yet.
      {"$ARG", "<${ARG}> unknown ARG"},
      {"${ARG:-x}", "<x> ~"},
      {"${ARG:+-$ARG}", "<> ~"},
      {"${ARG:?x}", "<${ARG}> unknown ARG"},
      // Patterns.
      {"${V#1.}", "<2.3>"},
      {"${V#*.}", "<2.3>"},
      {"${V##*.}", "<3>"},
      {"${V%.*}", "<1.2>"},
      {"${V%%.*}", "<1>"},
      {"${V%?}", "<1.2.>"},
      {"${V#x}", "<1.2.3>"},
      {"${FILE##*/}", "<c.tar.gz>"},
      {"${FILE%/*}", "</a/b>"},
      {"${FILE%.tar.*}", "</a/b/c>"},
      {"${FILE#*/b}", "</c.tar.gz>"},
      {"${FILE%%/*}", "<>"},
      {"${V/./-}", "<1-2.3>"},
      {"${V//./-}", "<1-2-3>"},
      {"${V//[12]/-}", "<1.2.3>"},
      {"${V//1*2/-}", "<-.3>"},
      {"${FILE//\\//_}", "<_a_b_c.tar.gz>"},
      {"${V/x/-}", "<1.2.3>"},
      {"${V//./}", "<123>"},
      {"${V//$D/$V}", "<1.2.3> ~"},
      {"${V//./$U}", "<${V}> unknown V"},
      {"${U##*/}", "<${U}> unknown U"},
      {"${NOPE##*/}", "<>"},
      {"${NEWLINE#*b}", "<${NEWLINE}> unknown NEWLINE"},
      {"${V#\\a}", "<${V#\\a}> unknown"},
      // What the builder rejects stands as it is.
      {"${V", "<${V> unknown"},
      {"${}", "<${}> unknown"},
      {"'a", "<'a> unknown"},
      {"${V,,}", "<${V,,}> unknown"},
  };
  for (const auto& [word, expected] : cases) EXPECT_EQ(dump(expand(word, '\\', lookup)), expected) << word;
  EXPECT_EQ(dump(expand("C:\\a`$V", '`', lookup)), "<C:\\a$V>");
  EXPECT_EQ(dump(expand("\"`\"\\\"", '`', lookup)), "<\"\\>");
}

TEST(Expand, SplitsWords) {
  struct {
    std::string_view word, expected;
  } cases[] = {
      {"80 443", "<80><443>"},
      {"  a\t b ", "<a><b>"},
      {"$LIST", "<a><b><c>"},
      {"x$LIST.y", "<xa><b><c.y>"},
      {"\"$LIST\" 'd e'", "<a b  c><d e>"},
      {"a\\ b", "<a b>"},
      {"$U a$U", "<${U}> unknown U<a${U}> partly U"},
      {"$NOPE \"\"", ""},
      {"a 'b", "<a 'b> unknown"},
  };
  for (const auto& [word, expected] : cases) {
    std::string out;
    for (const Text& text : expand_words(word, '\\', lookup)) out += dump(text);
    EXPECT_EQ(out, expected) << word;
  }
}

TEST(Expand, References) {
  struct {
    std::string_view word, expected;
  } cases[] = {
      {"a", ""},
      {"$A ${B}", "A[0,2) B[3,7) "},
      {"'$A' \\$B \"$C\"", "C[10,12) "},
      {"x${A:-$B}", "A[1,9) default B[6,8) "},
      {"${A+x}${B?x}${C#$D}", "A[0,6) default B[6,12) C[12,19) D[16,18) "},
      {"${A/$B/${C}}", "A[0,12) B[4,6) C[7,11) "},
      {"$A ${", "A[0,2) "},
      {"$A-$-$1", "A[0,2) -[3,5) 1[5,7) "},
  };
  for (const auto& [word, expected] : cases) {
    std::string out;
    for (const Reference& reference : references(word, '\\')) {
      out += std::string(reference.name) + "[" + std::to_string(reference.begin) + "," + std::to_string(reference.end) +
             ") " + (reference.has_default ? "default " : "");
    }
    EXPECT_EQ(out, expected) << word;
  }
}

TEST(Expand, Malformed) {
  struct {
    std::string_view word, expected;
  } cases[] = {
      {"$A${A:-b}${A:?c}", ""},
      {"a${", "1 missing }"},
      {"a${A", "1 missing }"},
      {"a${A:", "1 missing }"},
      {"a${A:-b", "1 missing }"},
      {"a${A:-'b", "1 missing }"},
      {"a${}", "1 bad substitution"},
      {"${{A}}", "0 bad substitution"},
      {"${:-a}", "0 bad substitution"},
      {"${A,,}", "3 unsupported modifier (,)"},
      {"${A^}", "3 unsupported modifier (^)"},
      {"${A:1:2}", "3 unsupported modifier (:1)"},
      {"${ A }", "2 unsupported modifier ( )"},
      {"${A[0]}", "3 unsupported modifier ([)"},
      {"${A/b}", "0 missing / in ${}"},
      {"${A/b/c", "0 missing }"},
      {"${A#\\b}", "6 invalid pattern"},
      {"a 'b", "2 missing '"},
      {"a \"b", "2 missing \""},
      {"it's", "2 missing '"},
  };
  for (const auto& [word, expected] : cases) {
    auto found = malformed(word, '\\');
    EXPECT_EQ(found ? std::to_string(found->offset) + " " + found->reason : "", expected) << word;
  }
}

TEST(Expand, HostileInputIsUnknownInLinearTime) {
  auto repeat = [](std::string_view text, size_t times) {
    std::string out;
    for (size_t i = 0; i < times; ++i) out += text;
    return out;
  };
  EXPECT_FALSE(expand(repeat("${NOPE:-", hostile(100'000)) + repeat("}", hostile(100'000)), '\\', lookup).known);
  EXPECT_EQ(expand(repeat("${NOPE:-", 60) + "x" + repeat("}", 60), '\\', lookup).value, "x");
  EXPECT_FALSE(expand(repeat("${A/", hostile(200'000)), '\\', lookup).known);
  EXPECT_FALSE(expand(repeat("$BIG", hostile(200'000)), '\\', lookup).known);
  EXPECT_FALSE(expand(repeat("${BIG//x/$BIG}", hostile(100'000)), '\\', lookup).known);
  EXPECT_FALSE(expand(repeat("${BIG##*x*x*x*y}", hostile(100'000)), '\\', lookup).known);
  EXPECT_EQ(expand(repeat("$U", hostile(200'000)), '\\', lookup).unknown.size(), 1u);
  std::string names;
  for (int i = 0; i < hostile(200'000); ++i) names += "$N" + std::to_string(i);
  auto nothing_known = [](std::string_view) { return Variable{State::unknown, "", {}}; };
  EXPECT_EQ(expand(names, '\\', nothing_known).unknown.size(), size_t{hostile(200'000)});
  EXPECT_EQ(references(names, '\\').size(), size_t{hostile(200'000)});
  malformed(repeat("${A:-\"", hostile(100'000)), '\\');
  EXPECT_EQ(expand_words(repeat("a ", hostile(100'000)), '\\', lookup).size(), size_t{hostile(100'000)});
}

}  // namespace
}  // namespace plimsoll::dockerfile
