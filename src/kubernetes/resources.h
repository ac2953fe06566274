// What containers ask of the node ("requests") and may take of it ("limits").
//
//   if (auto missing = missing_resource(container, "limits", "memory", false))
//     ctx.report(missing->span, "…").unless(missing->fact);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

// The facts that an object states, if it is a LimitRange.
std::vector<std::string> container_defaults_of(const Object& object);

}  // namespace plimsoll::kubernetes
