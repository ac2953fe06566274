// What containers ask of the node ("requests") and may take of it ("limits").
//
//   if (auto missing = missing_resource(container, "limits", "memory", false))
//     ctx.report(missing->span, "…").unless(missing->fact);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kubernetes/quantity.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

struct MissingResource {
  Span span;                 // the value that is zero, else the deepest key above it, else the container's name
  bool limit_given = false;  // of a request: the API server copies the limit
  std::string fact;          // stated by a LimitRange that gives containers of the namespace this resource
};

// Nothing where the container has it, or its pod, where it cannot be told, and for containers that need none: ephemeral
// ones, and init containers unless `include_init` (sidecars always count).
std::optional<MissingResource> missing_resource(const Container& container, std::string_view list,
                                                std::string_view resource, bool include_init);

// An amount that a container names.
struct Amount {
  Value value;                       // as written, or where it would go
  std::optional<Quantity> quantity;  // nothing where there is none, or where it is no quantity
  bool unknown = false;              // a template, or of another type than the API wants: other rules speak
  bool missing() const { return !unknown && value.missing(); }
};
Amount amount_of(const Container& container, std::string_view list, std::string_view resource);

// The amounts of a map by their names, where they are looked up one after another.
using Amounts = std::unordered_map<std::string_view, Value>;
Amounts amounts_in(const Value& map);

// The request that differs from the limit; one without a limit differs too, one that is missing is the limit.
struct Difference {
  Value request;
  Value limit;
};
std::optional<Difference> difference_of(const Container& container, std::string_view resource);

// The class that decides who has to go when a node is short of memory; nothing where it cannot be told.
enum class Qos : uint8_t { best_effort, burstable, guaranteed };
std::optional<Qos> qos_of(const Workload& workload);
// Stated by a LimitRange that gives the containers of the namespace some CPU or memory.
std::string any_default_of(const Workload& workload);

// The facts that an object states, if it is a LimitRange.
std::vector<std::string> container_defaults_of(const Object& object);

}  // namespace plimsoll::kubernetes
