#include "kubernetes/value.h"

#include <gtest/gtest.h>

#include <string>

#include "kubernetes/parse.h"

namespace plimsoll::kubernetes {
namespace {

struct Stream {
  Source source;
  std::vector<std::unique_ptr<Document>> documents;
  explicit Stream(std::string text) : source("test.yaml", std::move(text)), documents(parse(source)) {}
  Value root() const { return documents.at(0)->value(); }
  std::string at(Span span) const { return std::string(source.text(span)); }
};

TEST(Value, MissingValuesKnowTheDeepestAncestor) {
  const Stream s("spec:\n  resources:\n    limits:\n  list:\n  - a: 1\n");
  const Value spec = s.root()["spec"];
  EXPECT_EQ(s.at(spec["resources"]["limits"]["memory"].span()), "limits");
  EXPECT_EQ(s.at(spec["resources"]["limits"].span()), "limits");
  EXPECT_EQ(s.at(spec["resources"]["requests"]["cpu"].span()), "resources");
  EXPECT_EQ(s.at(spec["list"][size_t{0}]["b"]["c"].span()), "a: 1");
  EXPECT_EQ(s.at(spec["list"][size_t{7}]["b"].span()), "list");
  EXPECT_TRUE(spec["resources"]["limits"].missing());
  EXPECT_TRUE(spec["resources"]["limits"].exists());
  EXPECT_FALSE(spec["resources"]["requests"].exists());
  EXPECT_EQ(s.at(spec["resources"].entry_span()), "resources:\n    limits:");
  EXPECT_EQ(s.at(spec["resources"].key_span()), "resources");
}

TEST(Value, LastDuplicateWins) {
  const Stream s("a: 1\nb: x\na: 2\n");
  EXPECT_EQ(s.root()["a"].integer(), 2);
  EXPECT_EQ(s.root().size(), 2u);
}

TEST(Value, AliasesAndMergeKeysKeepThePlaceOfUse) {
  const Stream s(
      "base: &b {x: 1, y: {z: 2}}\nmore: &m {x: 5, w: 6}\none: *b\ntwo:\n  <<: *b\n  x: 3\nthree:\n  <<: [*m, *b]\n");
  const Value one = s.root()["one"]["y"]["z"];
  EXPECT_EQ(one.integer(), 2);
  EXPECT_EQ(s.at(one.span()), "2");
  EXPECT_EQ(s.at(one.use_span()), "*b");
  EXPECT_EQ(s.at(s.root()["one"].entry_span()), "one: *b");
  EXPECT_EQ(s.root()["two"]["x"].integer(), 3);
  EXPECT_EQ(s.root()["two"]["y"]["z"].integer(), 2);
  EXPECT_EQ(s.root()["two"]["y"].use_span(), (s.root()["two"]["y"]["z"].use_span()));
  EXPECT_EQ(s.root()["two"].size(), 2u);
  EXPECT_EQ(s.root()["three"]["x"].integer(), 5);
  EXPECT_EQ(s.root()["three"].entries().size(), 3u);
  EXPECT_EQ(s.root()["two"]["x"].use_span(), s.root()["two"]["x"].span());
}

TEST(Value, TypesOfPlainScalars) {
  struct Case {
    std::string text;
    std::string want;
  };
  const Case cases[] = {
      {"true", "true"},
      {"Yes", "true"},
      {"on", "true"},
      {"y", "true"},
      {"OFF", "false"},
      {"n", "false"},
      {"tRue", "string"},
      {"\"true\"", "string"},
      {"'1'", "string"},
      {"!!str 1", "string"},
      {"1", "1"},
      {"-7", "-7"},
      {"+7", "7"},
      {"0o17", "15"},
      {"017", "15"},
      {"0x1F", "31"},
      {"0b101", "5"},
      {"1_000", "1000"},
      {"08", "number"},
      {"1.5", "number"},
      {"1e3", "number"},
      {".5", "number"},
      {".inf", "number"},
      {"1.", "number"},
      {"~", "null"},
      {"null", "null"},
      {"NULL", "null"},
      {"\"\"", "string"},
      {"1.2.3", "string"},
      {"0x", "string"},
      {"100Mi", "string"},
      {"2001-01-01", "string"},
      {"1:30", "string"},
      {"-", "string"},
      {"9223372036854775807", "9223372036854775807"},
      {"9223372036854775808", "number"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"99999999999999999999999", "number"},
  };
  for (const Case& c : cases) {
    const Stream s("a: " + (c.text == "-" ? std::string("-x") : c.text) + "\n");
    const Value value = s.root()["a"];
    std::string got = value.boolean()     ? (*value.boolean() ? "true" : "false")
                      : value.integer()   ? std::to_string(*value.integer())
                      : value.is_number() ? "number"
                      : value.is_string() ? "string"
                      : value.missing()   ? "null"
                                          : "?";
    EXPECT_EQ(got, c.want) << c.text;
  }
}

TEST(Value, MappedTextLeadsBackToTheFile) {
  const Stream s("a: |\n  echo one\n    echo two\nb: \"x\\ty z\"\nc: >-\n  fold\n  ed\nd: two\n  words\n");
  const MappedText a = s.root()["a"].mapped(s.source);
  EXPECT_EQ(a.text(), "echo one\n  echo two\n");
  EXPECT_EQ(s.at(a.span(a.text().find("two"), a.text().find("two") + 3)), "two");
  const MappedText b = s.root()["b"].mapped(s.source);
  EXPECT_EQ(b.text(), "x\ty z");
  EXPECT_EQ(s.at(b.span(1, 2)), "\\t");
  EXPECT_EQ(s.at(b.span(0, 3)), "x\\ty");
  const MappedText c = s.root()["c"].mapped(s.source);
  EXPECT_EQ(c.text(), "fold ed");
  EXPECT_EQ(s.at(c.span(5, 7)), "ed");
  const MappedText d = s.root()["d"].mapped(s.source);
  EXPECT_EQ(s.at(d.span(4, 9)), "words");
}

TEST(Value, Templated) {
  const Stream s("- \"{{ x }}\"\n- ${X}\n- $(X)\n- plain\n- $X\n- \"{{ x\"\n");
  std::string got;
  for (const Value& item : s.root().items()) got += item.templated() ? 't' : '-';
  EXPECT_EQ(got, "ttt---");
}

}  // namespace
}  // namespace plimsoll::kubernetes
