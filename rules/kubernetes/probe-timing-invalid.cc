#include <algorithm>

#include "context.h"
#include "kubernetes/probes.h"

namespace plimsoll::kubernetes {
namespace {

struct Timing {
  const char* field;
  int64_t fallback;
};
constexpr Timing kTimings[] = {{"initialDelaySeconds", 0},
                               {"timeoutSeconds", 1},
                               {"periodSeconds", 10},
                               {"successThreshold", 1},
                               {"failureThreshold", 3}};

// The value in force; nothing where nobody knows it.
std::optional<int64_t> timing_of(const Value& probe, std::string_view field) {
  const auto* timing =
      std::find_if(std::begin(kTimings), std::end(kTimings), [&](const Timing& one) { return field == one.field; });
  const Value value = probe[field];
  if (value.missing()) return timing->fallback;
  const auto number = value.integer();
  if (!number || *number < 0 || *number > 1'000'000) return {};
  return *number == 0 ? timing->fallback : *number;
}

// How long it takes the probe to give up.
std::optional<int64_t> patience_of(const Value& probe) {
  const auto period = timing_of(probe, "periodSeconds"), failures = timing_of(probe, "failureThreshold");
  if (!period || !failures) return {};
  return *period * *failures;
}

void check_probe(std::string_view kind, const Value& probe, Context& ctx) {
  for (const Timing& timing : kTimings) {
    const Value value = probe[timing.field];
    const auto number = value.integer();
    if (number && *number < 0) {
      ctx.report(value.span(), "'{}' of the {} probe cannot be negative", timing.field, kind).severity(Severity::error);
    } else if (number == 0 && timing.fallback != 0) {
      ctx.report(value.span(), "0 for '{}' of the {} probe means the default, which is {}", timing.field, kind,
                 timing.fallback);
    }
  }
  const Value success = probe["successThreshold"], grace = probe["terminationGracePeriodSeconds"];
  if (kind != "readiness" && success.integer() > 1) {
    ctx.report(success.span(), "'successThreshold' of a {} probe must be 1", kind).severity(Severity::error);
  }
  if (kind == "readiness" && grace.present()) {
    ctx.report(grace.span(), "a readiness probe never ends a pod, so it cannot have 'terminationGracePeriodSeconds'")
        .severity(Severity::error);
  } else if (const auto seconds = grace.integer(); seconds && *seconds <= 0) {
    ctx.report(grace.span(), "'terminationGracePeriodSeconds' of the {} probe must be 1 at least", kind)
        .severity(Severity::error);
  }
  const auto timeout = timing_of(probe, "timeoutSeconds"), period = timing_of(probe, "periodSeconds");
  if (timeout && period && *timeout > *period) {
    const Value written = probe["timeoutSeconds"];
    ctx.report(written.span(), "the {} probe waits {} s for an answer, but is due every {} s", kind, *timeout, *period);
  }
}

// A short pause must not cost the container its life.
void check_patience(const Value& liveness, Context& ctx) {
  constexpr int64_t kShort = 10;
  const auto patience = patience_of(liveness);
  if (!patience || *patience >= kShort || !liveness["httpGet"].is_map()) return;
  const Value failures = liveness["failureThreshold"];
  const Value reason = failures.missing() ? liveness["periodSeconds"] : failures;
  ctx.report(reason.span(), "a pause of {} s is enough for the liveness probe to restart the container", *patience)
      .severity(Severity::info);
}

}  // namespace

extern constinit const Rule probe_timing_invalid = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Container& container, Context& ctx) {
          for (const Probe& probe : probes_of(container)) check_probe(probe.kind, probe.value, ctx);
          check_patience(container["livenessProbe"], ctx);
          const Value startup = container["startupProbe"], liveness = container["livenessProbe"];
          const Value delay = liveness["initialDelaySeconds"];
          const auto patience = patience_of(startup), before = timing_of(startup, "initialDelaySeconds");
          if (is_empty(startup) || !patience || !before || !delay.integer() || *delay.integer() <= *patience + *before)
            return;
          ctx.report(delay.span(), "the startup probe gives up after {} s, before the liveness probe begins",
                     *patience + *before);
        },
};

}  // namespace plimsoll::kubernetes
