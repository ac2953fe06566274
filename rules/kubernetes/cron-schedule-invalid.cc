#include "context.h"
#include "facts/facts.h"
#include "kubernetes/cron.h"
#include "kubernetes/object.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

void check_schedule(const Value& value, bool zone_in_front, Context& ctx) {
  if (!value.is_scalar() || value.templated() || (!value.string().empty() && is_placeholder(value.string()))) return;
  const MappedText text = value.mapped(ctx.source());
  std::string_view schedule = text.text();
  if (schedule.starts_with("TZ=") || schedule.starts_with("CRON_TZ=")) {
    const size_t blank = schedule.find(' ');
    if (!zone_in_front) {
      ctx.report(text.span(schedule.substr(0, blank)), "a schedule cannot name a time zone; 'timeZone' can");
      return;
    }
    schedule.remove_prefix(std::min(blank, schedule.size() - 1) + 1);
  }
  const auto problem = cron_problem(schedule);
  if (!problem) return;
  const std::string_view part = schedule.substr(problem->begin, problem->end - problem->begin);
  ctx.report(part.empty() ? value.span() : text.span(part), "schedule '{}' is not valid: {}", value.string(),
             problem->message);
}

void check_zone(const Value& value, Context& ctx) {
  if (!value.is_scalar() || value.templated()) return;
  if (value.string().empty()) {
    ctx.report(value.span(), "the time zone has no name; leave the field out for that of the controller");
  } else if (!facts::table("time-zones").has(value.string()))
    ctx.report(value.span(), "time zone '{}' is not in the database of the IANA", value.string());
}

}  // namespace

extern constinit const Rule cron_schedule_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Object& object, Context& ctx) {
          const Value spec = object["spec"];
          if (object.kind_name == "CronJob" && is_built_in_group(object.group)) {
            check_schedule(spec["schedule"], false, ctx);
            check_zone(spec["timeZone"], ctx);
          } else if (object.is("velero.io", "Schedule")) {
            check_schedule(spec["schedule"], true, ctx);
          } else if (object.is("argoproj.io", "CronWorkflow")) {
            check_schedule(spec["schedule"], true, ctx);
            for (const Value& schedule : spec["schedules"].items()) check_schedule(schedule, true, ctx);
            check_zone(spec["timezone"], ctx);
          } else if (object.group == "keda.sh") {
            for (const Value& trigger : spec["triggers"].items()) {
              if (!trigger["type"].is("cron")) continue;
              const Value metadata = trigger["metadata"];
              check_schedule(metadata["start"], true, ctx);
              check_schedule(metadata["end"], true, ctx);
              check_zone(metadata["timezone"], ctx);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
