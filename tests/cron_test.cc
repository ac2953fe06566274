#include "kubernetes/cron.h"

#include <gtest/gtest.h>

#include <string>

namespace plimsoll::kubernetes {
namespace {

// The part that is wrong in brackets, empty if nothing is.
std::string wrong_part(std::string schedule) {
  const auto problem = cron_problem(schedule);
  if (!problem) return {};
  return "[" + schedule.substr(problem->begin, problem->end - problem->begin) + "]";
}

TEST(Cron, Problems) {
  struct {
    std::string schedule, expected;
  } cases[] = {
      {"* * * * *", ""},
      {"\t0  0 1 1 0 ", ""},
      {"*/15 0-23/2 ?,1 jan-DEC MON,wed", ""},
      {"5/70 * * * *", ""},
      {"1,,2 * * * *", ""},
      {"@daily", ""},
      {"@every 1.5h10ms", ""},
      {"0 0 29 2 *", ""},
      {"0 0 31 4 sun", ""},
      {"", "[]"},
      {"* * * *", "[* * * *]"},
      {"* * * * * *", "[* * * * * *]"},
      {"@Daily", "[@Daily]"},
      {"@every", "[@every]"},
      {"@every 5", "[5]"},
      {"@every 5 m", "[5 m]"},
      {"0,60 * * * *", "[60]"},
      {"* 24 * * *", "[24]"},
      {"* * 0 * *", "[0]"},
      {"* * * 13 *", "[13]"},
      {"* * * * 1-7", "[1-7]"},
      {"* * * foo *", "[foo]"},
      {"mon * * * *", "[mon]"},
      {"*/0 * * * *", "[*/0]"},
      {"*/x * * * *", "[*/x]"},
      {"1/2/3 * * * *", "[1/2/3]"},
      {"1-2-3 * * * *", "[1-2-3]"},
      {"-1 * * * *", "[-1]"},
      {"30-10 * * * *", "[30-10]"},
      {"99999999999999999999 * * * *", "[99999999999999999999]"},
      {", * * * *", "[,]"},
      {"0 0 31 2,4,6,9,11 *", "[31]"},
      {"0 0 30 feb ?", "[30]"},
  };
  for (const auto& [schedule, expected] : cases) EXPECT_EQ(wrong_part(schedule), expected) << schedule;
}

}  // namespace
}  // namespace plimsoll::kubernetes
