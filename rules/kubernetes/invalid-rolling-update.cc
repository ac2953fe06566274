#include <algorithm>

#include "context.h"
#include "kubernetes/int_or_percent.h"
#include "kubernetes/rollout.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

// A percentage whose sign was forgotten.
void check_form(const Value& value, Context& ctx) {
  if (!value.is_scalar() || value.templated() || value.is_number() || int_or_percent(value)) return;
  ctx.report(value.span(), "'{}' is rejected: a number has no quotes, and a percentage ends with '%'", value.string());
}

void check_share(const Value& unavailable, bool may_be_zero, Context& ctx) {
  const auto away = int_or_percent(unavailable);
  if (away && away->percent && away->number > 100) {
    ctx.report(unavailable.span(), "'{}' is rejected: it is more than all pods", unavailable.string());
  } else if (away && away->zero() && !may_be_zero) {
    ctx.report(unavailable.span(), "no pod may be away, so nothing can be replaced");
  }
}

void check_daemon_set(const Value& unavailable, const Value& surge, Context& ctx) {
  const auto away = unavailable.missing() ? IntOrPercent{1} : int_or_percent(unavailable);
  const auto more = surge.missing() ? IntOrPercent{0} : int_or_percent(surge);
  if (!away || !more) return;
  const Value& place = unavailable.missing() ? surge : unavailable;
  if (away->zero() && more->zero()) {
    ctx.report(place.span(), "no pod may be away and none be added, so nothing can be replaced");
  } else if (!away->zero() && !more->zero()) {
    ctx.report(surge.span(), "'maxSurge' is rejected unless 'maxUnavailable' is 0, and it is 1 by default");
  }
}

void check_deployment(const Object& object, const Value& unavailable, const Value& surge, Context& ctx) {
  const auto away = int_or_percent(unavailable), more = int_or_percent(surge);
  if (!away || !more || !more->zero()) return;
  const auto replicas = replicas_of(object);
  const int64_t total = replicas ? replicas->number.value_or(0) : 0;
  if (away->zero()) {
    ctx.report(unavailable.span(), "no pod may be away and none be added, so nothing can be replaced")
        .note(surge.span(), "none may be added");
  } else if (total > 1 && away->down(total) >= total) {
    ctx.report(unavailable.span(), "an update takes all {} pods down at once", total)
        .severity(Severity::warning)
        .note(surge.span(), "none may be added before");
  }
}

struct Start {
  int64_t seconds = 0;  // that the startup probe allows
  Value probe;
};

// Of the container that may take longest.
Start start_of(const Workload& workload) {
  auto number = [](const Value& value, int64_t fallback) {
    return std::clamp<int64_t>(value.integer().value_or(fallback), 0, INT32_MAX);
  };
  Start longest;
  for (const Container& container : workload.containers) {
    const Value probe = container["startupProbe"];
    if (!probe.is_map() || container.role != Container::Role::regular) continue;
    const int64_t seconds = number(probe["initialDelaySeconds"], 0) +
                            number(probe["failureThreshold"], 3) * number(probe["periodSeconds"], 10);
    if (seconds > longest.seconds) longest = {seconds, probe};
  }
  return longest;
}

}  // namespace

extern constinit const Rule invalid_rolling_update = {
    .severity = Severity::error,
    .group = Group::reliability,
    .check = {[](const Object& object, Context& ctx) {
                const auto strategy = rollout_strategy_of(object);
                if (!strategy || object.kind_name == "DeploymentConfig") return;
                const Value unavailable = strategy->params["maxUnavailable"], surge = strategy->params["maxSurge"];
                if ((strategy->type.is("Recreate") && object.kind_name == "Deployment") ||
                    (strategy->type.is("OnDelete") && object.kind_name == "StatefulSet")) {
                  if (!strategy->params.present()) return;
                  ctx.report(strategy->params.key_span(), "'rollingUpdate' is rejected beside the type '{}'",
                             strategy->type.string())
                      .note(strategy->type.span(), "the type");
                  return;
                }
                check_form(unavailable, ctx);
                check_form(surge, ctx);
                check_share(unavailable, object.kind_name != "StatefulSet", ctx);
                if (object.kind_name == "DaemonSet" && !strategy->params.missing())
                  check_daemon_set(unavailable, surge, ctx);
                if (object.kind_name == "Deployment") check_deployment(object, unavailable, surge, ctx);
              },
              [](const Workload& workload, Context& ctx) {
                const Object& object = *workload.object;
                const Value deadline = object["spec"]["progressDeadlineSeconds"];
                const Value ready = object["spec"]["minReadySeconds"];
                const auto limit = deadline.missing() && object.group == "apps" ? 600 : deadline.integer();
                if (!is_one_of(object, {"Deployment"}) || !limit) return;
                if (ready.integer().value_or(0) >= *limit) {
                  ctx.report(deadline.missing() ? ready.span() : deadline.span(),
                             "a rollout fails after {} seconds, and pods count as ready only after {}", *limit,
                             *ready.integer());
                } else if (const Start start = start_of(workload); start.seconds >= *limit) {
                  Report report = ctx.report(deadline.missing() ? start.probe.key_span() : deadline.span(),
                                             "a rollout fails after {} seconds, and the startup probe allows {}",
                                             *limit, start.seconds);
                  report.severity(Severity::warning);
                  if (deadline.present()) report.note(start.probe.key_span(), "the startup probe");
                }
              }},
};

}  // namespace plimsoll::kubernetes
