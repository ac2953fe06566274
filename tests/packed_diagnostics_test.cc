#include "packed_diagnostics.h"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

bool same(const Snippet& a, const Snippet& b) {
  return a.lines_left_out == b.lines_left_out &&
         std::equal(a.lines.begin(), a.lines.end(), b.lines.begin(), b.lines.end(),
                    [](const Snippet::Line& one, const Snippet::Line& other) {
                      return one.number == other.number && one.text == other.text &&
                             one.mark_begin == other.mark_begin && one.mark_end == other.mark_end &&
                             one.cut_left == other.cut_left && one.cut_right == other.cut_right;
                    });
}

Diagnostic full() {
  const Region region{.begin = 1,
                      .end = 0xFFFFFFFF,
                      .line = 127,
                      .end_line = 128,
                      .column = 3,
                      .end_column = 16384,
                      .utf16_column = 5,
                      .utf16_end_column = 6};
  const Snippet snippet{{{7, "RUN a", 4, 5, true, false}, {9, "", 0, 0, false, true}}, true};
  Diagnostic diagnostic;
  diagnostic.rule = all_rules().first;
  diagnostic.severity = Severity::error;
  diagnostic.path = "a/Dockerfile";
  diagnostic.region = region;
  diagnostic.message = std::string("with \0 in it", 12);
  diagnostic.snippet = snippet;
  diagnostic.notes = {{"b", region, "first", snippet}, {"", {}, "second", {}}};
  diagnostic.fixes = {{false, "do it", {{region, "x"}, {{}, ""}}}, {true, "", {}}};
  diagnostic.fingerprint = "0123456789abcdef:1";
  diagnostic.replaced = {all_rules().first + 1, all_rules().first + 2};
  return diagnostic;
}

TEST(PackedDiagnostics, GiveBackWhatWasPutIn) {
  const Diagnostic one = full();
  const std::vector<Diagnostic> all = PackedDiagnostics({one, Diagnostic{.path = one.path}, one}).unpack();
  ASSERT_EQ(all.size(), 3u);
  for (size_t i : {0, 2}) {
    const Diagnostic& other = all[i];
    EXPECT_EQ(other.rule, one.rule);
    EXPECT_EQ(other.severity, one.severity);
    EXPECT_EQ(other.path, one.path);
    EXPECT_EQ(other.region, one.region);
    EXPECT_EQ(other.message, one.message);
    EXPECT_TRUE(same(other.snippet, one.snippet));
    ASSERT_EQ(other.notes.size(), 2u);
    for (size_t k = 0; k < 2; ++k) {
      EXPECT_EQ(other.notes[k].path, one.notes[k].path);
      EXPECT_EQ(other.notes[k].region, one.notes[k].region);
      EXPECT_EQ(other.notes[k].message, one.notes[k].message);
      EXPECT_TRUE(same(other.notes[k].snippet, one.notes[k].snippet));
    }
    ASSERT_EQ(other.fixes.size(), 2u);
    EXPECT_FALSE(other.fixes[0].safe);
    EXPECT_TRUE(other.fixes[1].safe);
    EXPECT_EQ(other.fixes[0].title, "do it");
    ASSERT_EQ(other.fixes[0].edits.size(), 2u);
    EXPECT_EQ(other.fixes[0].edits[0].region, one.region);
    EXPECT_EQ(other.fixes[0].edits[0].text, "x");
    EXPECT_TRUE(other.fixes[1].edits.empty());
    EXPECT_EQ(other.fingerprint, one.fingerprint);
    EXPECT_EQ(other.replaced, one.replaced);
  }
  EXPECT_EQ(all[1].rule, nullptr);
  EXPECT_EQ(all[1].path, one.path);
  EXPECT_EQ(all[1].message, "");
  EXPECT_TRUE(all[1].notes.empty());
}

TEST(PackedDiagnostics, LeaveOutWhatIsDropped) {
  std::vector<Diagnostic> all(4, full());
  for (uint32_t i = 0; i < all.size(); ++i) all[i].region.line = i;
  PackedDiagnostics packed(all);
  EXPECT_EQ(erase_if(packed, [](const Diagnostic& diagnostic) { return diagnostic.region.line % 2 == 0; }), 2u);
  std::vector<uint32_t> lines;
  for (const Diagnostic& diagnostic : packed) lines.push_back(diagnostic.region.line);
  EXPECT_EQ(lines, (std::vector<uint32_t>{1, 3}));
  EXPECT_EQ(erase_if(packed, [](const Diagnostic&) { return true; }), 2u);
  EXPECT_TRUE(packed.empty());
  EXPECT_EQ(packed.begin(), packed.end());
}

}  // namespace
}  // namespace plimsoll
