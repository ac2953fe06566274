// The amounts of resources that containers name and the bounds that a LimitRange sets them, as summaries of a run keep
// them (project.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kubernetes/quantity.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

struct NamedAmount {
  std::string resource;            // "cpu"; empty: a template stands for some that cannot be known
  bool limit = false;              // else a request
  std::optional<Quantity> amount;  // nothing where it cannot be known
  std::string text;                // as written
  Span place;
};
// Of a container, or of a whole pod.
std::vector<NamedAmount> named_amounts_in(const Value& owner);

struct Bound {
  enum class Kind : uint8_t {
    least,
    most,
    ratio,    // how much greater than the request the limit may be
    request,  // that containers get which name none
    limit,    // the same
  };
  Kind kind{};
  bool of_pod = false;  // of all containers of a pod together
  std::string resource;
  std::optional<Quantity> amount;  // nothing where it cannot be known
  std::string text;                // as written
  Span place;
};
// Those for containers and pods; empty for other kinds.
std::vector<Bound> bounds_of(const Object& object);

}  // namespace plimsoll::kubernetes
