// What changed since a revision: reading git's patches, and asking git in repositories made for it.
#include "changes.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "own_folder.h"
#include "process.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

std::string dump(std::string_view patch) {
  std::string text;
  for (const auto& [path, lines] : read_patch(patch)) {
    text += path + ":";
    for (const auto& [first, last] : lines) text += " " + std::to_string(first) + "-" + std::to_string(last);
    text += "\n";
  }
  return text;
}

TEST(Patch, IsRead) {
  EXPECT_EQ(dump(""), "");
  EXPECT_EQ(dump("diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n-x\n+y\n+z\n@@ -9,2 +10 @@ x\n-x\n-y\n+z\n"),
            "a: 1-2 10-10\n");
  EXPECT_EQ(dump("--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"), "");
  EXPECT_EQ(dump("--- a/a\n+++ b/a\n@@ -3,1 +2,0 @@\n-x\n"), "a:\n");
  EXPECT_EQ(dump("--- a/a b\t\n+++ b/a b\t\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n"), "a b: 1-1\n");
  EXPECT_EQ(dump("+++ \"b/\\303\\251\\t\\\"\\\\\"\n@@ -0,0 +1 @@\n+x\n"), "é\t\"\\: 1-1\n");
  // Lines of a file that look like git's own.
  EXPECT_EQ(dump("+++ b/a\n@@ -0,0 +1,3 @@\n+++ b/evil\n+@@ -1 +1,99 @@\n+diff\n+++ b/c\n@@ -0,0 +7 @@\n+x\n"),
            "a: 1-3\nc: 7-7\n");
  EXPECT_EQ(dump("+++ \"b/\\"), "\\:\n");
  EXPECT_EQ(dump("+++ b/a\n@@ -\n@@ -1 +99999999999,5 @@\n"), dump("+++ b/a\n@@ -\n@@ -1 +99999999999,5 @@\n"));
}

// A repository that is the current folder.
class ChangesTest : public testing::Test {
 protected:
  ChangesTest() : before_(fs::current_path()), folder_(own_folder("changes")) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "sub");
    fs::current_path(folder_);
  }
  ~ChangesTest() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }

  void SetUp() override {
    if (find_program("git").empty()) GTEST_SKIP() << "git is not installed";
    git("init -q -b main");
  }

  void git(const std::string& arguments) {
    const std::string command =
        "GIT_CONFIG_GLOBAL=/dev/null git -c user.name=n -c user.email=e@example.com " + arguments + " >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << arguments;
  }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
  void commit() {
    git("add -A");
    git("commit -q -m m");
  }

  // "Dockerfile:2 …" of one finding for each line of these files.
  static std::string kept(std::initializer_list<const char*> names, const std::string& revision) {
    const Changes changes = changes_since(revision);
    if (!changes.error.empty()) return changes.error;
    RunResult result;
    for (const char* name : names) {
      FileResult& file = result.files.emplace_back();
      file.path = name;
      std::vector<Diagnostic> diagnostics(5);
      for (uint32_t i = 0; i < 5; ++i) diagnostics[i].region.line = diagnostics[i].region.end_line = i + 1;
      file.diagnostics = PackedDiagnostics(diagnostics);
    }
    keep_changed(result, changes);
    std::string text;
    for (const FileResult& file : result.files) {
      for (const Diagnostic& diagnostic : file.diagnostics) {
        text += (text.empty() ? "" : " ") + file.path + ":" + std::to_string(diagnostic.region.line);
      }
    }
    return text;
  }

  fs::path before_, folder_;
};

TEST_F(ChangesTest, KnowsChangedLinesAndNewFiles) {
  write("a", "1\n2\n3\n4\n5\n");
  write("same", "1\n2\n");
  write("sub/é b", "1\n2\n3\n");
  write(".gitignore", "ignored\n");
  commit();
  EXPECT_EQ(kept({"a", "same"}, "HEAD"), "");
  write("a", "1\nnew\n3\n4\n5\n");
  write("sub/é b", "1\n2\n3\n4\n");
  write("staged", "1\n");
  git("add staged");
  write("untracked", "1\n");
  write("ignored", "1\n");
  EXPECT_EQ(kept({"a", "same", "sub/é b"}, "HEAD"), "a:2 sub/é b:4");
  EXPECT_EQ(kept({"staged"}, "HEAD"), "staged:1");
  EXPECT_EQ(kept({"untracked"}, "HEAD").substr(0, 23), "untracked:1 untracked:2");
  EXPECT_EQ(kept({"ignored"}, "HEAD").substr(0, 19), "ignored:1 ignored:2");
  EXPECT_EQ(kept({(folder_ / "a").c_str()}, "HEAD"), (folder_ / "a").string() + ":2");
  fs::current_path(folder_ / "sub");
  EXPECT_EQ(kept({"é b", "../a", "../same"}, "HEAD"), "é b:4 ../a:2");
}

TEST_F(ChangesTest, ComparesWithWhatBothHave) {
  write("a", "1\n2\n3\n");
  commit();
  git("checkout -q -b work");
  git("checkout -q main");
  write("a", "other\n2\n3\n");
  commit();
  git("checkout -q work");
  write("a", "1\n2\nmine\n");
  EXPECT_EQ(kept({"a"}, "main"), "a:3");
}

TEST_F(ChangesTest, CountsLinesThatGitDoesNotKnowAsChanged) {
  write("a", "1\n2\n3\n4\n5\n");
  commit();
  write("a", "1\r2\n3\n4\n5\n");
  EXPECT_EQ(kept({"a"}, "HEAD"), "a:1 a:2 a:3 a:4 a:5");
}

TEST_F(ChangesTest, SaysWhatIsWrong) {
  write("a", "1\n");
  commit();
  EXPECT_EQ(kept({"a"}, "none"), "git knows no revision 'none'");
  EXPECT_EQ(kept({"a"}, ""), "git knows no revision ''");
  EXPECT_EQ(kept({"a"}, "--output=x"), "git knows no revision '--output=x'");
  EXPECT_EQ(kept({"a"}, "-p"), "git knows no revision '-p'");
  EXPECT_FALSE(fs::exists("x"));
  fs::remove_all(".git");
  // The folder of the tests may lie in a repository of its own.
  EXPECT_NE(changes_since("none").error, "");
}

// Whatever a repository's configuration names stays where it is.
TEST_F(ChangesTest, RunsNothing) {
  write("evil", "#!/bin/sh\ntouch '" + (folder_ / "ran").string() + "'\ncat\n");
  chmod((folder_ / "evil").c_str(), 0755);
  write("a", "1\n");
  commit();
  write(".gitattributes", "* filter=evil diff=evil\n");
  const std::string evil = "'" + (folder_ / "evil").string() + "'";
  for (const char* key : {"core.fsmonitor", "core.pager", "diff.external", "diff.evil.command", "diff.evil.textconv",
                          "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "core.sshCommand"}) {
    git("config " + std::string(key) + " " + evil);
  }
  git("config core.hooksPath '" + (folder_ / "hooks").string() + "'");
  fs::create_directories("hooks");
  fs::copy_file("evil", "hooks/post-index-change");
  write("a", "2\n");
  fs::remove("ran");
  EXPECT_EQ(kept({"a"}, "HEAD"), "a:1");
  EXPECT_FALSE(fs::exists("ran"));
}

}  // namespace
}  // namespace plimsoll
