#include <gtest/gtest.h>

#include <cstdlib>
#include <set>
#include <tuple>

#include "cli/commands.h"
#include "cli/parse.h"

namespace plimsoll::cli {
namespace {

// The exit code, or -1 where the command would run.
int parse(const std::vector<std::string>& arguments, CheckOptions& options) {
  const auto wanted = std::make_shared<CheckOptions>();
  const int exit = cli::parse(check_command(wanted), arguments).value_or(-1);
  options = *wanted;
  return exit;
}

// The exit code of the whole program.
int run(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "plimsoll");
  return cli::run(static_cast<int>(arguments.size()), arguments.data());
}

TEST(CommandLine, Check) {
  CheckOptions options;
  ASSERT_EQ(parse({"a", "--format", "sarif", "--build-arg", "A=1", "--build-arg=B=x=y", "b", "--fail-on", "never",
                   "--min-severity=error", "-j", "3", "--color", "always", "--profile", "all", "-o", "out", "-"},
                  options),
            -1);
  EXPECT_EQ(options.paths, (std::vector<std::string>{"a", "b", "-"}));
  EXPECT_EQ(options.format, Format::sarif);
  EXPECT_EQ(options.reports.at(0).path, "out");
  EXPECT_EQ(options.build_args, (std::vector<std::pair<std::string, std::string>>{{"A", "1"}, {"B", "x=y"}}));
  EXPECT_EQ(options.fail_on, std::nullopt);
  EXPECT_EQ(options.min_severity, Severity::error);
  EXPECT_EQ(options.jobs, 3u);
  EXPECT_EQ(options.looks.color, When::always);
  EXPECT_EQ(options.profile, "all");
}

TEST(CommandLine, Paths) {
  CheckOptions path, dashes;
  EXPECT_EQ(parse({"./rules", "rule"}, path), -1);
  EXPECT_EQ(path.paths, (std::vector<std::string>{"./rules", "rule"}));
  EXPECT_EQ(parse({"--", "-x"}, dashes), -1);
  EXPECT_EQ(dashes.paths, std::vector<std::string>{"-x"});
}

TEST(CommandLine, CommandsStandFirst) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(run({"rules", "--format", "json"}), 0);
  EXPECT_NE(testing::internal::GetCapturedStdout().find("\"untagged-base-image\""), std::string::npos);
}

TEST(CommandLine, MistakesAreExitTwo) {
  const std::vector<std::vector<const char*>> all = {{},
                                                     {"--formt", "text", "a"},
                                                     {"--format", "xml", "a"},
                                                     {"--format"},
                                                     {"--format", "text", "--format", "json", "a"},
                                                     {"a", "--jobs", "x"},
                                                     {"a", "--jobs", "-1"},
                                                     {"a", "--jobs", "1025"},
                                                     {"a", "--build-arg", "A"},
                                                     {"a", "--build-arg", "=1"},
                                                     {"a", "--config", "c", "--isolated"},
                                                     {"a", "--unsafe-fixes"},
                                                     {"a", "--shellcheck", "no/such/program"},
                                                     {"a", "--select", "untagged-base-image,no-such-rule-anywhere"},
                                                     {"rule"},
                                                     {"rule", "untagged-base-image", "x"},
                                                     {"rule", "no-such-rule-anywhere"},
                                                     {"rules", "x"},
                                                     {"a", "--fail-on", "sometimes"}};
  for (const std::vector<const char*>& arguments : all) {
    testing::internal::CaptureStderr();
    EXPECT_EQ(run(arguments), 2);
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_TRUE(said.starts_with("plimsoll: ")) << said;
    EXPECT_EQ(said.find('\n'), said.size() - 1) << said;
  }
}

TEST(CommandLine, HelpAndVersion) {
  for (const char* flag : {"--help", "-h", "--version"}) {
    testing::internal::CaptureStdout();
    EXPECT_EQ(run({flag}), 0);
    EXPECT_FALSE(testing::internal::GetCapturedStdout().empty());
  }
}

TEST(CommandLine, EveryCommandIsInTheHelpAndHasOne) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(run({"--help"}), 0);
  const std::string help = testing::internal::GetCapturedStdout();
  for (const Command& command : commands()) {
    EXPECT_NE(help.find("plimsoll " + command.name), std::string::npos) << command.name;
    testing::internal::CaptureStdout();
    EXPECT_EQ(cli::parse(command, {"--help"}), 0);
    const std::string own = testing::internal::GetCapturedStdout();
    std::set<std::string> names;
    for (const Option& option : command.options) {
      EXPECT_NE(own.find(option.name), std::string::npos) << command.name << " " << option.name;
      EXPECT_TRUE(names.insert(option.name).second) << command.name << " " << option.name;
      EXPECT_FALSE(option.help.empty()) << option.name;
      EXPECT_TRUE(option.set) << option.name;
    }
    EXPECT_TRUE(command.run) << command.name;
  }
}

// A variable for as long as a test runs.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { unsetenv(name_); }

 private:
  const char* name_;
};

TEST(Environment, SetsWhatTheCommandLineDoesNot) {
  const Variable format("PLIMSOLL_FORMAT", "json"), fail_on("PLIMSOLL_FAIL_ON", "never"), jobs("PLIMSOLL_JOBS", ""),
      args("PLIMSOLL_BUILD_ARG", "A=1\nB=2"), rules("PLIMSOLL_IGNORE", "DL3008,untagged-base-image"),
      config("PLIMSOLL_CONFIG", "c.yaml");
  CheckOptions options;
  ASSERT_EQ(parse({"a", "--fail-on", "error", "--isolated"}, options), -1);
  EXPECT_EQ(options.fail_on, Severity::error);
  EXPECT_EQ(options.build_args, (std::vector<std::pair<std::string, std::string>>{{"A", "1"}, {"B", "2"}}));
  EXPECT_EQ(options.ignore, (std::vector<std::string>{"DL3008", "untagged-base-image"}));
  // The command line says something that cannot go with it.
  EXPECT_EQ(options.config, "");
  CheckOptions other;
  ASSERT_EQ(parse({"a", "--ignore", "DL3006"}, other), -1);
  EXPECT_EQ(other.ignore, std::vector<std::string>{"DL3006"});
  EXPECT_EQ(other.config, "c.yaml");
  EXPECT_EQ(other.fail_on, std::nullopt);
}

TEST(Environment, Mistakes) {
  const std::tuple<const char*, const char*, int, const char*> cases[] = {
      {"PLIMSOLL_FAIL_ON", "sometimes", 2,
       "plimsoll: PLIMSOLL_FAIL_ON: 'sometimes' is not one of info|warning|error|never\n"},
      {"PLIMSOLL_ISOLATED", "perhaps", 2, "plimsoll: PLIMSOLL_ISOLATED: 'perhaps' is not one of 1|0|true|false\n"},
      {"PLIMSOLL_ISOLATED", "0", -1, ""},
      {"PLIMSOLL_SELECT", "no-such-rule-anywhere", 2, "plimsoll: PLIMSOLL_SELECT: no rule 'no-such-rule-anywhere'\n"},
      {"PLIMSOLL_FORMT", "json", -1,
       "plimsoll: warning: PLIMSOLL_FORMT is ignored, for no option is called so; did you mean PLIMSOLL_FORMAT?\n"},
      {"PLIMSOLL_FIX", "1", -1,
       "plimsoll: warning: PLIMSOLL_FIX is ignored, for that option is only taken from the command line\n"},
  };
  for (const auto& [name, value, exit, expected] : cases) {
    const Variable variable(name, value);
    CheckOptions options;
    testing::internal::CaptureStderr();
    EXPECT_EQ(parse({"a"}, options), exit) << name;
    EXPECT_EQ(testing::internal::GetCapturedStderr(), expected);
    EXPECT_FALSE(options.fix);
    EXPECT_FALSE(options.isolated);
  }
}

}  // namespace
}  // namespace plimsoll::cli
