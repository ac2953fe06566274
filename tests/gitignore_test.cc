#include "gitignore.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace plimsoll {
namespace {

struct Case {
  std::string rules;               // lines of the .gitignore at the root
  std::vector<std::string> paths;  // a folder ends in a slash
  std::string ignored;             // one letter a path: y or n
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {"*.tmp", {"a.tmp", "b/a.tmp", "a.tmp/", "tmp", "a.tmpx"}, "yyynn"},
      {"build", {"build", "build/", "x/build", "builds", "build/x"}, "yyyny"},
      {"build/", {"build", "build/", "x/build/", "x/build/y", "build/y"}, "nyyyy"},
      {"/build", {"build", "x/build"}, "yn"},
      {"a/b", {"a/b", "x/a/b", "a/b/c"}, "yny"},
      {"a/*", {"a/b", "a/b/c", "a"}, "yyn"},
      {"a/**", {"a/b", "a/b/c", "a/", "x/a/b"}, "yynn"},
      {"**/a", {"a", "x/a", "x/y/a", "xa"}, "yyyn"},
      {"**/a/b", {"a/b", "x/a/b", "x/y/a/b", "x/a/c/b"}, "yyyn"},
      {"a/**/b", {"a/b", "a/x/b", "a/x/y/b", "a/xb", "ab"}, "yyynn"},
      {"a/**/**/b/*.c", {"a/b/x.c", "a/x/b/y.c", "a/x/b/y/z.c", "a/b/b/z.c"}, "yyny"},
      {"**", {"a", "a/b"}, "yy"},
      {"/**", {"a", "a/b"}, "yy"},
      {"**/", {"a", "a/", "a/b"}, "nyy"},
      {"a**b", {"ab", "axxb", "a/b", "x/ab"}, "yyny"},
      {"a**b/c", {"axb/c", "a/b/c"}, "yn"},
      {"***/c", {"c", "x/y/c"}, "yy"},
      {"foo*bar*baz", {"foobarbaz", "fooXbarYbaz", "foobarba", "foo/barbaz"}, "yynn"},
      {"*/foo", {"foo", "a/foo", "a/b/foo"}, "nyn"},
      {"*a*/b", {"xay/b", "x/a/b", "a/b"}, "yny"},
      {"*.o\n!keep.o", {"a.o", "keep.o", "x/keep.o"}, "ynn"},
      {"build/\n!build/keep", {"build/keep"}, "y"},
      {"build/*\n!build/keep", {"build/keep", "build/other"}, "ny"},
      {"!a\na", {"a"}, "y"},
      {"#a\n\\#a\n\\!b", {"#a", "!b", "a"}, "yyn"},
      {"a \nb\\ \nc  ", {"a", "b ", "b", "c"}, "yyny"},
      {"[abc].txt", {"a.txt", "d.txt", "ab.txt"}, "ynn"},
      {"[!abc].txt", {"a.txt", "d.txt"}, "ny"},
      {"[^a-c]x", {"bx", "dx"}, "ny"},
      {"[]-]x", {"]x", "-x", "ax"}, "yyn"},
      {"[a-]x", {"-x", "ax", "bx"}, "yyn"},
      {"[[:digit:]_]x", {"1x", "_x", "ax"}, "yyn"},
      {"[[:nothing:]]x", {":]x", "nx"}, "nn"},
      {"[\\]]x", {"]x", "\\x"}, "yn"},
      {"[z-a]x", {"ax", "zx"}, "ny"},
      {"[abc", {"[abc", "a"}, "nn"},
      {"a[x/y]b", {"axb", "a/b"}, "yn"},
      {"x/a[x/y]b", {"x/axb", "x/a/b"}, "yn"},
      {"?", {"a", "ab", "x/a"}, "yny"},
      {"a?b", {"a/b", "axb"}, "ny"},
      {"\\*", {"*", "a"}, "yn"},
      {"a\\", {"a", "a\\"}, "nn"},
      {"crlf\r\nother\r", {"crlf", "other"}, "yy"},
      {"Dockerfile", {"Dockerfile", "dockerfile"}, "yn"},
      {"*", {"a", "b/c", ".x"}, "yyy"},
      {"*\n!*/\n!*.md", {"a", "b/", "b/a.md", "b/c"}, "ynny"},
      {"a//", {"a", "a/"}, "nn"},
      {"a/./b", {"a/b"}, "n"},
  };
  return all;
}

std::string answers(const GitIgnore& ignore, const std::vector<std::string>& paths) {
  std::string result;
  for (std::string path : paths) {
    const bool is_dir = path.ends_with('/');
    if (is_dir) path.pop_back();
    result += ignore.ignored(path, is_dir) ? 'y' : 'n';
  }
  return result;
}

TEST(GitIgnore, Table) {
  for (const Case& c : cases()) {
    GitIgnore ignore;
    ignore.add_all(c.rules);
    EXPECT_EQ(answers(ignore, c.paths), c.ignored) << c.rules;
  }
}

TEST(GitIgnore, RulesCountBelowTheirBase) {
  GitIgnore ignore;
  ignore.add("*.a");
  ignore.add("/top", "sub");
  ignore.add("!keep.a", "sub/");
  EXPECT_EQ(answers(ignore, {"keep.a", "sub/keep.a", "sub/x/keep.a", "sub/top", "sub/x/top", "top", "subx/keep.a"}),
            "ynnynny");
  const size_t before = ignore.size();
  ignore.add("*");
  ignore.truncate(before);
  EXPECT_FALSE(ignore.ignored("other", false));
}

TEST(GitIgnore, StarsDoNotExplode) {
  std::string pattern, folders, text(4000, 'a');
  for (int i = 0; i < 200; ++i) pattern += "*a";
  for (int i = 0; i < 200; ++i) folders += "**/a*a*/";
  for (size_t i = 20; i < text.size(); i += 20) text[i] = '/';
  GitIgnore ignore;
  ignore.add(pattern + "b");
  ignore.add(folders + "b");
  const std::clock_t start = std::clock();
  EXPECT_FALSE(ignore.match(std::string(4000, 'a'), false));
  EXPECT_FALSE(ignore.match(text, false));
  EXPECT_LT(std::clock() - start, 2 * CLOCKS_PER_SEC);
}

// Git itself is the judge of the table.
TEST(GitIgnore, AgreesWithGit) {
  namespace fs = std::filesystem;
  if (std::system("git --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "git is not installed";
  char name[] = "/tmp/plimsoll-gitignore-XXXXXX";
  ASSERT_NE(mkdtemp(name), nullptr);
  const fs::path root = name;
  for (size_t i = 0; i < cases().size(); ++i) {
    const Case& c = cases()[i];
    const fs::path folder = root / std::to_string(i);
    ASSERT_EQ(std::system(("git init -q " + folder.string()).c_str()), 0);
    std::ofstream(folder / ".gitignore", std::ios::binary) << c.rules << '\n';
    for (size_t k = 0; k < c.paths.size(); ++k) {
      // One repository a path: the paths of a case may exclude each other.
      const fs::path here = folder / c.paths[k];
      fs::create_directories(c.paths[k].ends_with('/') ? here : here.parent_path());
      if (!c.paths[k].ends_with('/')) std::ofstream(here) << "";
      const bool is_dir = c.paths[k].ends_with('/');
      std::ofstream(folder / ".git/query") << c.paths[k].substr(0, c.paths[k].size() - is_dir) << '\n';
      const std::string ask =
          "cd " + folder.string() + " && git -c core.excludesFile= check-ignore -q --no-index --stdin <.git/query";
      const bool ignored = WEXITSTATUS(std::system(ask.c_str())) == 0;
      EXPECT_EQ(ignored ? 'y' : 'n', c.ignored[k]) << c.rules << " against " << c.paths[k];
      for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().filename() != ".git" && entry.path().filename() != ".gitignore") fs::remove_all(entry.path());
      }
    }
  }
  fs::remove_all(root);
}

}  // namespace
}  // namespace plimsoll
