#include <algorithm>
#include <charconv>

#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

// The time between two starts, in seconds, of schedules that are easy to read; 0 for the others.
int64_t interval_of(std::string_view schedule) {
  std::string_view fields[5];
  size_t count = 0;
  while (!schedule.empty()) {
    const size_t space = std::min(schedule.find(' '), schedule.size());
    if (space > 0 && count == std::size(fields)) return 0;
    if (space > 0) fields[count++] = schedule.substr(0, space);
    schedule.remove_prefix(std::min(space + 1, schedule.size()));
  }
  auto every = [](std::string_view field) -> int64_t {
    if (field == "*") return 1;
    int64_t step = 0;
    if (field.starts_with("*/")) std::from_chars(field.data() + 2, field.data() + field.size(), step);
    return step;
  };
  if (count == 1) return fields[0] == "@hourly" ? 3600 : 0;
  if (count != std::size(fields) || fields[2] != "*" || fields[3] != "*" || fields[4] != "*") return 0;
  if (fields[1] == "*" && every(fields[0]) > 0) return every(fields[0]) * 60;
  return every(fields[0]) == 0 ? every(fields[1]) * 3600 : 0;
}

void check_job(const Value& spec, Span place, Context& ctx) {
  if (!spec.is_map() || !spec["activeDeadlineSeconds"].missing() || !spec["backoffLimit"].missing()) return;
  ctx.report(place, "nothing says how long the job may run or how often it is tried again");
}

}  // namespace

extern constinit const Rule job_without_limits = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::strict,
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_built_in_group(object.group)) return;
          const Value spec = object["spec"];
          if (object.kind_name == "Job") check_job(spec, spec.key_span(), ctx);
          if (object.kind_name != "CronJob") return;
          const Value job = spec["jobTemplate"]["spec"], policy = spec["concurrencyPolicy"];
          check_job(job, job.key_span(), ctx);
          const Value deadline = job["activeDeadlineSeconds"];
          const int64_t interval = interval_of(spec["schedule"].string());
          if ((policy.missing() || policy.is("Allow")) && interval > 0 && deadline.integer().value_or(0) > interval) {
            ctx.report(deadline.span(), "the next job starts after {} seconds beside this one, which may run {}",
                       interval, *deadline.integer())
                .note(spec["schedule"].span(), "the schedule");
          }
          for (const char* key : {"successfulJobsHistoryLimit", "failedJobsHistoryLimit"}) {
            const auto kept = spec[key].integer();
            if (kept && *kept > 10) ctx.report(spec[key].span(), "{} finished jobs and their pods are kept", *kept);
          }
        },
};

}  // namespace plimsoll::kubernetes
