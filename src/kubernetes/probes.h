// Which containers need probes, and those that they have.
#pragma once

#include <string_view>
#include <vector>

#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

// Its containers are meant to run for ever and are asked whether they do: no jobs, no tests of a chart, no kinds that
// we do not know.
bool serves(const Workload& workload);

struct Probe {
  std::string_view kind;  // "liveness", "readiness", "startup"
  Value value;
};
// Those that a container has and may have: init containers may not, unless they are sidecars.
std::vector<Probe> probes_of(const Container& container);

// Absent, null or {}.
bool is_empty(const Value& probe);

// Its probes and lifecycle hooks, as far as it has them: what holds exec, httpGet, tcpSocket or another action.
struct Handler {
  std::string_view name;  // "livenessProbe"
  Value value;
};
std::vector<Handler> handlers_of(const Container& container);

// Has one of these, called "readiness", "liveness" and "startup".
bool has_any_probe(const Container& container, Names names);

}  // namespace plimsoll::kubernetes
