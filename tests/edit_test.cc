#include "kubernetes/edit.h"

#include <gtest/gtest.h>

#include <string>

#include "kubernetes/parse.h"

namespace plimsoll::kubernetes {
namespace {

using Path = std::initializer_list<std::string_view>;

// The text after the edit, which must leave a document; "-" if there is none.
template <class Make>
std::string edited(const std::string& text, Make make) {
  const Source source("test.yaml", text);
  const auto documents = parse(source);
  const std::optional<Edit> edit = make(documents.front()->value(), source);
  if (!edit) return "-";
  std::string result = text;
  result.replace(edit->span.begin, edit->span.size(), edit->text);
  const Source again("test.yaml", result);
  EXPECT_FALSE(parse(again).front()->problem) << result;
  return result;
}

std::string erased(const std::string& text, Path path) {
  return edited(text, [&](const Value& root, const Source& source) { return erase(root, path, source); });
}

// Removes the item that is, or whose name is, "x" from the list `items`.
std::string erased_item(const std::string& text) {
  return edited(text, [&](const Value& root, const Source& source) -> std::optional<Edit> {
    for (const Value& item : root["items"].items()) {
      if (item.is("x") || item["name"].is("x")) return erase_item(root, {"items"}, item, source);
    }
    return std::nullopt;
  });
}

TEST(Erase, Block) {
  EXPECT_EQ(erased("a: 1\nb: 2  # two\nc: 3\n", {"b"}), "a: 1\nc: 3\n");
  EXPECT_EQ(erased("a: 1\nb:\n  c: 2\n", {"b"}), "a: 1\n");
  EXPECT_EQ(erased("a: 1\nb:\n", {"b"}), "a: 1\n");
  EXPECT_EQ(erased("a: 1\nb: 2", {"b"}), "a: 1");
  EXPECT_EQ(erased("a: 1\r\nb: 2\r\nc: 3\r\n", {"a"}), "b: 2\r\nc: 3\r\n");
  EXPECT_EQ(erased("a: |\n  text\n  more\nb: 2\n", {"a"}), "b: 2\n");
  EXPECT_EQ(erased("a: 1\nb:\n  - c\n  - d\n# end\n", {"b"}), "a: 1\n# end\n");
}

TEST(Erase, LeavesNothingEmpty) {
  EXPECT_EQ(erased("a: 1\nb:\n  c:\n    d: 2\n", {"b", "c", "d"}), "a: 1\n");
  EXPECT_EQ(erased("a: 1\nb:\n  e: 3\n  c:\n    d: 2\n", {"b", "c", "d"}), "a: 1\nb:\n  e: 3\n");
  EXPECT_EQ(erased("{a: 1, b: {c: {d: 2}}}", {"b", "c", "d"}), "{a: 1}");
  EXPECT_EQ(erased("b:\n  c: 2\n", {"b", "c"}), "-");
}

TEST(Erase, Flow) {
  EXPECT_EQ(erased("{a: 1, b: 2, c: 3}", {"a"}), "{b: 2, c: 3}");
  EXPECT_EQ(erased("{a: 1, b: 2, c: 3}", {"b"}), "{a: 1, c: 3}");
  EXPECT_EQ(erased("{a: 1, b: 2, c: 3}", {"c"}), "{a: 1, b: 2}");
  EXPECT_EQ(erased("{\n  \"a\": 1,\n  \"b\": [2]\n}\n", {"b"}), "{\n  \"a\": 1\n}\n");
  EXPECT_EQ(erased("{a: 1, # keep\n b: 2}", {"b"}), "-");
}

TEST(Erase, BehindDash) {
  auto first = [](const std::string& text, Path path) {
    return edited(text, [&](const Value& root, const Source& source) { return erase(root["l"][0], path, source); });
  };
  EXPECT_EQ(first("l:\n  - a: 1\n    b: 2\n", {"a"}), "l:\n  - b: 2\n");
  EXPECT_EQ(first("l:\n  - a: 1\n    b: 2\n", {"b"}), "l:\n  - a: 1\n");
  EXPECT_EQ(first("l:\n  - a: 1  # one\n    b: 2\n", {"a"}), "-");
  EXPECT_EQ(first("l:\n  -\n    a: 1\n    b: 2\n", {"a"}), "l:\n  -\n    b: 2\n");
}

TEST(Erase, ItemOfList) {
  EXPECT_EQ(erased_item("a: 1\nitems:\n  - x\n  - y\n"), "a: 1\nitems:\n  - y\n");
  EXPECT_EQ(erased_item("a: 1\nitems:\n- y\n- x # no"), "a: 1\nitems:\n- y");
  EXPECT_EQ(erased_item("a: 1\nitems: [x, y]\n"), "a: 1\nitems: [y]\n");
  EXPECT_EQ(erased_item("a: 1\nitems: [y, x]\n"), "a: 1\nitems: [y]\n");
  EXPECT_EQ(erased_item("a: 1\nitems: [x]\n"), "a: 1\n");
  EXPECT_EQ(erased_item("a: 1\nitems:\n  - x\n"), "a: 1\n");
  EXPECT_EQ(erased_item("items:\n  - name: y\n    value: 1\n  - name: x\n    value: 2\n"),
            "items:\n  - name: y\n    value: 1\n");
  EXPECT_EQ(erased_item("items: [x]\n"), "-");
}

TEST(Erase, NothingThatOthersReferTo) {
  EXPECT_EQ(erased("a: 1\nb: &b 2\nc: *b\n", {"b"}), "-");
  EXPECT_EQ(erased("a: 1\nb: &b 2\nc: *b\n", {"c"}), "a: 1\nb: &b 2\n");
  EXPECT_EQ(erased("a: &a {x: 1, y: 2}\nb: *a\n", {"b", "x"}), "-");
  EXPECT_EQ(erased("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  z: 1\n", {"b", "x"}), "-");
}

std::string appended(const std::string& text) {
  return edited(text,
                [](const Value& root, const Source& source) { return append_item(root["items"], "--x=1", source); });
}

TEST(AppendItem, HasTheLayoutAndQuotesOfTheLastOne) {
  EXPECT_EQ(appended("items:\n  - a\n  - b  # é\nend: 1\n"), "items:\n  - a\n  - b  # é\n  - --x=1\nend: 1\n");
  EXPECT_EQ(appended("items:\r\n- 'a'\r\n"), "items:\r\n- 'a'\r\n- '--x=1'\r\n");
  EXPECT_EQ(appended("items:\n  - \"a\""), "items:\n  - \"a\"\n  - \"--x=1\"");
  EXPECT_EQ(appended("items: [a, b]"), "items: [a, b, --x=1]");
  EXPECT_EQ(appended("{\"items\": [\"a\"]}"), "{\"items\": [\"a\", \"--x=1\"]}");
}

TEST(AppendItem, NotWhereThereIsNoPlace) {
  EXPECT_EQ(appended("items: []"), "-");
  EXPECT_EQ(appended("other: 1"), "-");
  EXPECT_EQ(appended("items:\n  - |\n    a\n"), "-");
  EXPECT_EQ(appended("x: &x [a]\nitems: *x\n"), "-");
}

TEST(SetText, KeepsTheQuotes) {
  const auto changed = [](const std::string& text) {
    return edited(text, [](const Value& root, const Source&) { return set_text(root["a"], "new"); });
  };
  EXPECT_EQ(changed("a: old\n"), "a: new\n");
  EXPECT_EQ(changed("a: 'old'\n"), "a: 'new'\n");
  EXPECT_EQ(changed("{\"a\": \"old\"}"), "{\"a\": \"new\"}");
  EXPECT_EQ(changed("a: |\n  old\n"), "-");
  EXPECT_EQ(changed("a: [old]\n"), "-");
  EXPECT_EQ(changed("b: old\n"), "-");
}

TEST(SetText, NotWhatTheQuotesWouldHaveToHide) {
  const auto changed = [](const std::string& text) {
    return edited(text, [](const Value& root, const Source&) { return set_text(root["a"], "say \"x\""); });
  };
  EXPECT_EQ(changed("a: old\n"), "a: say \"x\"\n");
  EXPECT_EQ(changed("a: \"old\"\n"), "-");
}

TEST(Rename, KeepsTheQuotes) {
  const auto renamed = [](const std::string& text) {
    return edited(text, [](const Value& root, const Source&) { return rename(root, "a", "b"); });
  };
  EXPECT_EQ(renamed("a: 1\n"), "b: 1\n");
  EXPECT_EQ(renamed("{\"a\": 1}"), "{\"b\": 1}");
  EXPECT_EQ(renamed("'a': 1\n"), "'b': 1\n");
  EXPECT_EQ(renamed("a: 1\nb: 2\n"), "-");
  EXPECT_EQ(renamed("c: 1\n"), "-");
}

TEST(Set, WritesJsonIntoJson) {
  const auto set_to = [](const std::string& text, std::string_view word) {
    return edited(text, [&](const Value& root, const Source& source) { return set(root, {"a", "b"}, word, source); });
  };
  EXPECT_EQ(set_to("{\"a\": {\"b\": \"x\"}}", "word"), "{\"a\": {\"b\": \"word\"}}");
  EXPECT_EQ(set_to("{\"c\": 1}", "word"), "{\"a\": {\"b\": \"word\"}, \"c\": 1}");
  EXPECT_EQ(set_to("{\"a\": {}}", "true"), "{\"a\": {\"b\": true}}");
  EXPECT_EQ(set_to("{\"a\": {\"c\": 1}}", "10"), "{\"a\": {\"b\": 10, \"c\": 1}}");
  EXPECT_EQ(set_to("{\"a\": {}}", "[ALL]"), "-");
  EXPECT_EQ(set_to("a: {}\n", "[ALL]"), "a: {b: [ALL]}\n");
}

}  // namespace
}  // namespace plimsoll::kubernetes
