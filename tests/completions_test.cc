// Bash runs the script that `plimsoll completions bash` prints, as it does when a user presses the tabulator key.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <set>
#include <string>

#include "cli/command.h"

namespace plimsoll::cli {
namespace {

// What is offered for the last of the words, which are quoted for a shell.
std::set<std::string> offered(const std::string& words) {
  const std::string command = fmt::format(
      "bash -c 'source <(\"$0\" completions bash) && COMP_WORDS=(\"$0\" {}) && COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)) "
      "&& "
      "_plimsoll && printf \"%s\\n\" \"${{COMPREPLY[@]}}\"' '{}'",
      words, PLIMSOLL_PROGRAM);
  std::FILE* pipe = popen(command.c_str(), "r");
  std::string text;
  char buffer[4096];
  while (const size_t size = std::fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, size);
  EXPECT_EQ(WEXITSTATUS(pclose(pipe)), 0) << command;
  std::set<std::string> lines;
  for (size_t at = 0, end; (end = text.find('\n', at)) != text.npos; at = end + 1)
    lines.insert(text.substr(at, end - at));
  lines.erase("");
  return lines;
}

using Words = std::set<std::string>;

TEST(Completions, OfOptionsAndTheirValues) {
  EXPECT_EQ(offered("--fail"), Words{"--fail-on"});
  EXPECT_EQ(offered("check --fail"), Words{"--fail-on"});
  EXPECT_EQ(offered("rules --f"), Words{"--format"});
  EXPECT_EQ(offered("--fail-on \"\""), (Words{"info", "warning", "error", "never"}));
  EXPECT_EQ(offered(". --fail-on e"), Words{"error"});
  EXPECT_EQ(offered(". --fail-on = e"), Words{"error"});  // --fail-on=e
  EXPECT_EQ(offered(". --fail-on ="), (Words{"info", "warning", "error", "never"}));
  EXPECT_EQ(offered("--config x"), Words());  // readline knows the files
  EXPECT_EQ(offered("--fix Docker"), Words());
}

TEST(Completions, OfRules) {
  EXPECT_EQ(offered("--select untagged-base"), Words{"untagged-base-image"});
  EXPECT_EQ(offered("--ignore missing-user,untagged-base"), Words{"missing-user,untagged-base-image"});
  EXPECT_EQ(offered("rule untagged-base"), Words{"untagged-base-image"});
}

TEST(Completions, OfCommands) {
  for (const Command& command : commands()) {
    const size_t blank = command.name.find(' ');
    const std::string first = command.name.substr(0, blank);
    EXPECT_TRUE(offered(first).contains(first)) << command.name;
    if (blank == std::string::npos) continue;
    EXPECT_TRUE(offered(first + " " + command.name.substr(blank + 1, 2)).contains(command.name.substr(blank + 1)));
  }
  EXPECT_EQ(offered("completions z"), Words{"zsh"});
}

// Every option of every command stands in the page; nothing that troff would take for a request does.
TEST(ManualPage, HasAllOptions) {
  std::FILE* pipe = popen("'" PLIMSOLL_PROGRAM "' man", "r");
  std::string text;
  char buffer[4096];
  while (const size_t size = std::fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, size);
  EXPECT_EQ(pclose(pipe), 0);
  EXPECT_TRUE(text.starts_with(".TH PLIMSOLL 1"));
  for (const Command& command : commands()) {
    EXPECT_NE(text.find(".SS plimsoll " + command.name), text.npos) << command.name;
    for (const Option& option : command.options) {
      std::string name;
      for (char c : option.name) name += c == '-' ? "\\-" : std::string(1, c);
      EXPECT_NE(text.find(name), text.npos) << option.name;
    }
  }
}

}  // namespace
}  // namespace plimsoll::cli
