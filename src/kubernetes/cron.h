// Cron schedules as the controllers of Kubernetes read them: five fields, "@daily" and its like, "@every 5m".
//
//   cron_problem("0 0 31 2 *")   // [4, 5): "there is no such day in these months, so it never fires"
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::kubernetes {

struct CronProblem {
  size_t begin = 0, end = 0;  // where in the schedule
  std::string message;        // in one clause
};
std::optional<CronProblem> cron_problem(std::string_view schedule);

}  // namespace plimsoll::kubernetes
