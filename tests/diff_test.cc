#include "output/diff.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "own_folder.h"
#include "process.h"

namespace plimsoll {
namespace {

TEST(UnifiedDiff, IsEmptyForEqualTexts) { EXPECT_EQ(unified_diff("a", "x\n", "x\n"), ""); }

TEST(UnifiedDiff, TellsOfAMissingLineBreak) {
  EXPECT_EQ(unified_diff("a", "x", "x\n"), "--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+x\n");
}

// What patch makes of the old text and the diff.
std::string patched(const std::string& before, const std::string& diff) {
  const std::filesystem::path folder = own_folder("diff");
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "file") << before;
  std::ofstream(folder / "diff") << diff;
  const std::string command = "cd '" + folder.string() + "' && patch -s -p1 -i diff >log 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0) << diff;
  std::ostringstream text;
  text << std::ifstream(folder / "file").rdbuf();
  std::filesystem::remove_all(folder);
  return text.str();
}

TEST(UnifiedDiff, IsWhatPatchReads) {
  if (find_program("patch").empty()) GTEST_SKIP() << "patch is not installed";
  std::string lines;
  for (int i = 1; i <= 60; ++i) lines += "line " + std::to_string(i) + "\n";
  auto replaced = [&](std::initializer_list<std::pair<const char*, const char*>> changes) {
    std::string text = lines;
    for (auto [from, to] : changes) text.replace(text.find(from), std::string(from).size(), to);
    return text;
  };
  for (const std::string& after : {
           replaced({{"line 1\n", "first\n"}}),
           replaced({{"line 60\n", "last"}}),
           replaced({{"line 10\n", ""}, {"line 30\n", "30\n31\n"}, {"line 50\n", "fifty\n"}}),
           replaced({{"line 10\n", "ten\n"}, {"line 15\n", "fifteen\n"}, {"line 23\n", ""}}),
           replaced({{"line 1\n", ""}, {"line 2\n", ""}, {"line 60\n", "line 60\nmore\n"}}),
           std::string("nothing like it\n"),
       }) {
    EXPECT_EQ(patched(lines, unified_diff("file", lines, after)), after);
    EXPECT_EQ(patched(after, unified_diff("file", after, lines)), lines);
  }
}

}  // namespace
}  // namespace plimsoll
