#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

// Ports by their numbers, where the container names them.
std::string_view port_of(const Value& port, const Container& container) {
  for (const Value& named : container["ports"].items()) {
    if (port.is_string() && named["name"].is(port.string())) return named["containerPort"].string();
  }
  return port.string();
}

// What a probe asks, the same text for the same question; empty where it cannot be told.
std::string question_of(const Value& probe, const Container& container) {
  std::string text;
  bool known = true;
  auto add = [&](const Value& value, std::string_view written) {
    known = known && !value.templated();
    text.append(written).append("\n");
  };
  if (const Value http = probe["httpGet"]; http.is_map()) {
    const Value path = http["path"], scheme = http["scheme"];
    add(scheme, scheme.missing() ? "HTTP" : scheme.string());
    add(http["host"], http["host"].string());
    add(http["port"], port_of(http["port"], container));
    add(path, path.string().empty() ? "/" : path.string());
  } else if (const Value tcp = probe["tcpSocket"]; tcp.is_map()) {
    add(tcp["host"], "tcp");
    add(tcp["host"], tcp["host"].string());
    add(tcp["port"], port_of(tcp["port"], container));
  } else if (const Value exec = probe["exec"]; exec.is_map()) {
    for (const Value& word : exec["command"].items()) add(word, word.string());
  } else if (const Value grpc = probe["grpc"]; grpc.is_map()) {
    add(grpc["port"], "grpc");
    add(grpc["port"], grpc["port"].string());
    add(grpc["service"], grpc["service"].string());
  }
  return known ? text : std::string();
}

// How long it fails before it counts.
std::optional<int64_t> patience_of(const Value& probe) {
  const Value failures = probe["failureThreshold"], period = probe["periodSeconds"];
  const auto times = failures.missing() ? 3 : failures.integer();
  const auto seconds = period.missing() ? 10 : period.integer();
  if (!times || !seconds || *times > INT32_MAX || *seconds > INT32_MAX) return std::nullopt;
  return *times * *seconds;
}

}  // namespace

extern constinit const Rule identical_probes = {
    .severity = Severity::warning,
    .group = Group::reliability,
    .aliases = {"kube-score:pod-probes-identical", "kyverno:validate-probes", "kyverno:ensure-probes-different"},
    .check =
        [](const Container& container, Context& ctx) {
          if (container.role != Container::Role::regular && container.role != Container::Role::sidecar) return;
          const Value live = container["livenessProbe"], ready = container["readinessProbe"];
          const std::string question = question_of(live, container);
          if (question.empty() || question != question_of(ready, container)) return;
          const auto patience = patience_of(live), of_ready = patience_of(ready);
          if (!patience || !of_ready || *patience > *of_ready) return;
          ctx.report(live.key_span(), "container '{}' is killed when it is merely not ready: both probes are the same",
                     container.name())
              .note(ready.key_span(), "the readiness probe");
        },
};

}  // namespace plimsoll::kubernetes
