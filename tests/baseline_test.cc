// The file of a baseline, and what it takes out of a result.
#include "baseline.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "lint.h"
#include "own_folder.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

class BaselineTest : public testing::Test {
 protected:
  BaselineTest() : folder_(own_folder("baseline")) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    file_ = (folder_ / "known.json").string();
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  RunResult check(const std::string& name, const std::string& text) const {
    const auto config = parse_config(".plimsoll.yaml", "");
    Selection selection;
    for (const char* rule : {"untagged-base-image", "privileged-container", "sudo-in-run"})
      selection.select.push_back(find_rule(rule));
    std::vector<Input> inputs;
    inputs.push_back({path(name), text});
    return lint(std::move(inputs), RuleSet(*config, selection));
  }

  std::string read_with(const std::string& text) const {
    std::ofstream(file_) << text;
    std::string error = Baseline(file_).read();
    return error.starts_with(file_) ? error.substr(file_.size()) : error;
  }

  std::string written() const {
    std::ifstream in(file_);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

  fs::path folder_;
  std::string file_;
};

const Baseline::Judged kAll = [](const std::string&) { return true; };

TEST_F(BaselineTest, SurvivesLinesThatMove) {
  Baseline first(file_);
  first.add(check("Dockerfile", "FROM debian\nFROM debian AS b\n"));
  EXPECT_EQ(first.size(), 2u);
  ASSERT_EQ(first.write(), "");

  Baseline again(file_);
  ASSERT_EQ(again.read(), "");
  RunResult moved = check("Dockerfile", "# new\n\nFROM  debian\nRUN x\nFROM debian AS b\nFROM busybox AS c\n");
  EXPECT_TRUE(again.stale(moved, kAll).empty());
  EXPECT_EQ(again.apply(moved), 2u);
  ASSERT_EQ(moved.files.front().diagnostics.size(), 1u);
  EXPECT_EQ(moved.files.front().diagnostics.begin()->region.line, 6u);
}

TEST_F(BaselineTest, SurvivesTheNextVersionOfABaseImage) {
  Baseline baseline(file_);
  baseline.add(check("Dockerfile", "FROM registry.example/debian:11\nRUN sudo a\n"));
  RunResult result = check("Dockerfile", "FROM registry.example/debian:12\nRUN sudo a\n");
  EXPECT_EQ(baseline.apply(result), 1u);
}

TEST_F(BaselineTest, KnowsObjectsThatLookAlike) {
  const auto pod = [](const std::string& name) {
    return "---\nkind: Pod\napiVersion: v1\nmetadata: {name: " + name +
           "}\nspec:\n  containers:\n  - name: c\n    securityContext: {privileged: true}\n";
  };
  Baseline baseline(file_);
  baseline.add(check("a.yaml", pod("a")));
  RunResult result = check("a.yaml", pod("b") + pod("a"));
  EXPECT_EQ(baseline.apply(result), 1u);
  ASSERT_EQ(result.files.front().diagnostics.size(), 1u);
  EXPECT_EQ(result.files.front().diagnostics.begin()->region.line, 8u);
}

TEST_F(BaselineTest, TellsWhatIsGone) {
  Baseline baseline(file_);
  baseline.add(check("Dockerfile", "FROM debian\n"));
  baseline.add(check("other.Dockerfile", "FROM debian\n"));
  std::ofstream(path("other.Dockerfile")) << "FROM debian\n";
  const RunResult mended = check("Dockerfile", "FROM debian:12\n");
  const auto stale = baseline.stale(mended, kAll);
  ASSERT_EQ(stale.size(), 1u) << "the other file was not looked at";
  EXPECT_EQ(stale.front().path, "Dockerfile");
  EXPECT_TRUE(baseline.stale(mended, [](const std::string&) { return false; }).empty());
  fs::remove(path("other.Dockerfile"));
  EXPECT_EQ(baseline.stale(mended, kAll).size(), 2u) << "it is gone";
  baseline.drop(stale);
  EXPECT_EQ(baseline.size(), 1u);
}

TEST_F(BaselineTest, IsSortedWithALineForEach) {
  Baseline baseline(file_);
  baseline.add(check("b.Dockerfile", "FROM debian\n"));
  baseline.add(check("é \"a\".Dockerfile", "FROM debian\n"));
  baseline.add(check("a.Dockerfile", "FROM debian\n"));
  baseline.add(check("a.Dockerfile", "FROM debian\n"));
  ASSERT_EQ(baseline.write(), "");
  std::string text = written();
  for (size_t at; (at = text.find("\"fingerprint\": \"")) != std::string::npos;)
    text.erase(at - 2, text.find('}', at) - at + 2);
  EXPECT_EQ(text,
            "{\n  \"version\": 1,\n  \"findings\": [\n"
            "    {\"path\": \"a.Dockerfile\", \"rule\": \"untagged-base-image\"},\n"
            "    {\"path\": \"b.Dockerfile\", \"rule\": \"untagged-base-image\"},\n"
            "    {\"path\": \"é \\\"a\\\".Dockerfile\", \"rule\": \"untagged-base-image\"}\n  ]\n}\n");
}

TEST_F(BaselineTest, SaysWhatIsWrong) {
  EXPECT_EQ(read_with(""), ":1:1: this is no JSON");
  EXPECT_EQ(read_with("{\n  \"version\": 1,\n  é\n"), ":3:3: this is no JSON");
  EXPECT_EQ(read_with("[]"), ": this is no baseline; 'plimsoll baseline create' makes one");
  EXPECT_EQ(read_with("{\"version\": 2, \"findings\": []}"), ": its version is 2, and this program knows version 1");
  EXPECT_EQ(read_with("{\"version\": 1, \"findings\": [{\"path\": 1}]}"), ": entry 1 of 'findings' has no text 'path'");
  EXPECT_EQ(read_with("{\"version\": 1, \"findings\": [1]}"), ": entry 1 of 'findings' has no text 'path'");
  EXPECT_EQ(read_with("{\"version\": 1, \"findings\": []}"), "");
  EXPECT_NE(read_with(std::string(100000, '[')), "");
  EXPECT_NE(Baseline(path("none.json")).read(), "");
}

}  // namespace
}  // namespace plimsoll
