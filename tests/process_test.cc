#include "process.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace plimsoll {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::chrono::steady_clock::time_point in(milliseconds time) { return std::chrono::steady_clock::now() + time; }

TEST(Process, GivesItsOutputWhateverItsExitCode) {
  Process process("/bin/sh", {"-c", "echo a; echo b >&2; exit 3"});
  EXPECT_EQ(process.output(in(seconds(20)), 100), "a\n");
}

TEST(Process, ArgumentsAreTakenAsTheyStand) {
  Process process("/bin/echo", {"$HOME", "a b", "$(id)"});
  EXPECT_EQ(process.output(in(seconds(20)), 100), "$HOME a b $(id)\n");
}

TEST(Process, EndsWithItsPatience) {
  Process process("/bin/sleep", {"100"});
  EXPECT_EQ(process.output(in(milliseconds(50)), 100), std::nullopt);
}

TEST(Process, EndsWhereItSaysTooMuch) {
  Process process("/usr/bin/yes", {});
  EXPECT_EQ(process.output(in(seconds(20)), 1000), std::nullopt);
}

TEST(Process, SaysThatItDidNotStart) {
  Process process("/nonexistent", {});
  EXPECT_EQ(process.output(in(seconds(20)), 100), std::nullopt);
}

TEST(Process, FindsProgramsInAbsoluteFoldersOnly) {
  const std::string before = std::getenv("PATH");
  setenv("PATH", ".:bin::/nonexistent:/bin", 1);
  EXPECT_EQ(find_program("sh"), "/bin/sh");
  setenv("PATH", ".:bin", 1);
  EXPECT_EQ(find_program("sh"), "");
  setenv("PATH", before.c_str(), 1);
}

}  // namespace
}  // namespace plimsoll
