#include "dockerfile/dockerignore.h"

#include <gtest/gtest.h>

#include "hostile.h"

namespace plimsoll::dockerfile {
namespace {

TEST(CleanSource, StaysInTheContext) {
  EXPECT_EQ(clean_source("./a//b/"), "a/b");
  EXPECT_EQ(clean_source("/a/./b"), "a/b");
  EXPECT_EQ(clean_source("../../a"), "a");
  EXPECT_EQ(clean_source("a/.."), ".");
  EXPECT_EQ(clean_source("./"), ".");
  EXPECT_EQ(clean_source("/"), ".");
}

struct Case {
  const char* patterns;
  const char* ignored;  // paths, separated by blanks
  const char* kept;
};

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result;
  while (!text.empty()) {
    result.emplace_back(text.substr(0, text.find(' ')));
    text.remove_prefix(std::min(text.size(), result.back().size() + 1));
  }
  return result;
}

class DockerignoreTest : public testing::TestWithParam<Case> {};

TEST_P(DockerignoreTest, DecidesAsTheBuilderDoes) {
  const Dockerignore ignore(GetParam().patterns);
  for (const std::string& path : words(GetParam().ignored)) EXPECT_TRUE(ignore.ignored(path)) << path;
  for (const std::string& path : words(GetParam().kept)) EXPECT_FALSE(ignore.ignored(path)) << path;
}

INSTANTIATE_TEST_SUITE_P(Patterns, DockerignoreTest,
                         testing::ValuesIn(std::vector<Case>{
                             {"", "", "a a/b"},
                             {"# a\n\n  b  \r\n#c", "b", "a c #c"},
                             {" #a", "#a", ""},  // no comment: a blank stands before it
                             {"node_modules", "node_modules node_modules/a/b", "app/node_modules node_modules2"},
                             {"/docs/\n./x//y", "docs docs/a x/y x/y/z", "a/docs x"},
                             {"../up", "up", "a/up"},
                             {"*.md", "a.md .md", "a/b.md"},
                             {"*/*.md", "a/b.md a/b.md/c", "b.md a/b/c.md"},
                             {"**/*.md", "a.md a/b.md a/b/c.md", "a.mdx"},
                             {"**/tmp", "tmp a/tmp a/b/tmp/c", "atmp a/btmp"},
                             {"**.pyc", "a.pyc a/b.pyc", "a.py"},
                             {"a/**", "a/b a/b/c", "a b"},
                             {"a/**/z", "a/z a/b/z a/b/c/z/d", "a/bz"},
                             {"**", "a a/b .git", ""},
                             {"?.txt", "a.txt", "ab.txt .txt"},
                             {"[a-c]x\n[^0-9]y", "ax cx ay", "dx 1y"},
                             {"[!a]x", "ax !x", "bx"},  // Go's classes are inverted by ^ alone
                             {"a\\*b", "a*b", "axb"},
                             {"*\n!src\n!*.md", "a .env", "src src/a a.md"},
                             {"*\n!src\nsrc/secret", "src/secret src/secret/a", "src/a"},
                             {"!src\n*", "src", ""},
                             {"*.md\n!README*.md\nREADME-x.md", "a.md README-x.md", "README.md README-y.md"},
                             {"[\nb", "b", "["},  // what is no pattern does not count
                             {"!", "", "!"},
                         }));

TEST(Dockerignore, IgnoresAllOfAFolder) {
  EXPECT_TRUE(Dockerignore("dist").ignores_all("dist"));
  EXPECT_TRUE(Dockerignore("dist").ignores_all("dist/a"));
  EXPECT_TRUE(Dockerignore("*\n!src").ignores_all("docs"));
  EXPECT_TRUE(Dockerignore("*\n!src/**/*.c").ignores_all("docs/a"));
  EXPECT_TRUE(Dockerignore("!dist/a\ndist").ignores_all("dist"));
  EXPECT_FALSE(Dockerignore("dist\n!dist/app").ignores_all("dist"));
  EXPECT_FALSE(Dockerignore("*\n!**/*.md").ignores_all("docs"));
  EXPECT_FALSE(Dockerignore("dist/*").ignores_all("dist"));
  EXPECT_TRUE(Dockerignore("*").ignores_all("."));
  EXPECT_TRUE(Dockerignore("**/*").ignores_all("."));
  EXPECT_FALSE(Dockerignore("*\n!src").ignores_all("."));
  EXPECT_FALSE(Dockerignore("*.md").ignores_all("."));
}

TEST(Dockerignore, IsBounded) {
  std::string patterns;
  for (int i = 0; i < hostile(1000); ++i) patterns += "**/*a*a*a*a*a*a*a*b\n";
  EXPECT_FALSE(Dockerignore(patterns).ignored(std::string(4000, 'a')));
}

}  // namespace
}  // namespace plimsoll::dockerfile
