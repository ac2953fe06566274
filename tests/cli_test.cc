#include "cli.h"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

// The exit code, or -1 where the program goes on.
int parse(std::vector<const char*> arguments, Options& options) {
  arguments.insert(arguments.begin(), "plimsoll");
  return parse_command_line(static_cast<int>(arguments.size()), arguments.data(), options).value_or(-1);
}

TEST(CommandLine, Check) {
  Options options;
  ASSERT_EQ(parse({"check",
                   "a",
                   "--format",
                   "sarif",
                   "--build-arg",
                   "A=1",
                   "--build-arg=B=x=y",
                   "b",
                   "--fail-on",
                   "never",
                   "--min-severity=error",
                   "-j",
                   "3",
                   "--color",
                   "always",
                   "--profile",
                   "all",
                   "-o",
                   "out",
                   "-"},
                  options),
            -1);
  EXPECT_EQ(options.command, Options::Command::check);
  EXPECT_EQ(options.paths, (std::vector<std::string>{"a", "b", "-"}));
  EXPECT_EQ(options.format, Format::sarif);
  EXPECT_EQ(options.output, "out");
  EXPECT_EQ(options.build_args, (std::vector<std::pair<std::string, std::string>>{{"A", "1"}, {"B", "x=y"}}));
  EXPECT_EQ(options.fail_on, std::nullopt);
  EXPECT_EQ(options.min_severity, Severity::error);
  EXPECT_EQ(options.jobs, 3u);
  EXPECT_EQ(options.color, When::always);
  EXPECT_EQ(options.profile, "all");
}

TEST(CommandLine, CommandsStandFirst) {
  Options rules, path, dashes;
  EXPECT_EQ(parse({"rules", "--format", "json"}, rules), -1);
  EXPECT_EQ(rules.command, Options::Command::rules);
  EXPECT_EQ(parse({"./rules", "rule"}, path), -1);
  EXPECT_EQ(path.paths, (std::vector<std::string>{"./rules", "rule"}));
  EXPECT_EQ(parse({"--", "-x"}, dashes), -1);
  EXPECT_EQ(dashes.paths, std::vector<std::string>{"-x"});
}

TEST(CommandLine, MistakesAreExitTwo) {
  const std::vector<std::vector<const char*>> all = {{},
                                                     {"--formt", "text", "a"},
                                                     {"--format", "xml", "a"},
                                                     {"--format"},
                                                     {"a", "--jobs", "x"},
                                                     {"a", "--jobs", "-1"},
                                                     {"a", "--build-arg", "A"},
                                                     {"a", "--build-arg", "=1"},
                                                     {"a", "--config", "c", "--isolated"},
                                                     {"a", "--select", "no-such-rule-anywhere"},
                                                     {"rule"},
                                                     {"rule", "no-such-rule-anywhere"},
                                                     {"rules", "x"},
                                                     {"a", "--fail-on", "sometimes"}};
  for (const std::vector<const char*>& arguments : all) {
    Options options;
    testing::internal::CaptureStderr();
    EXPECT_EQ(parse(arguments, options), 2);
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_TRUE(said.starts_with("plimsoll: ")) << said;
    EXPECT_EQ(said.find('\n'), said.size() - 1) << said;
  }
}

TEST(CommandLine, HelpAndVersion) {
  for (const char* flag : {"--help", "-h", "--version"}) {
    Options options;
    testing::internal::CaptureStdout();
    EXPECT_EQ(parse({flag}, options), 0);
    EXPECT_FALSE(testing::internal::GetCapturedStdout().empty());
  }
}

}  // namespace
}  // namespace plimsoll
