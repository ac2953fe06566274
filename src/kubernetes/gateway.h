// What Gateways, routes and ReferenceGrants of the Gateway API say of each other, for rules over the run (routing.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kubernetes/object.h"
#include "kubernetes/selector.h"

namespace plimsoll::kubernetes {

struct Listener {
  // Of which namespaces it takes routes.
  enum class From : uint8_t { same, all, selected, unknown } from = From::same;
  std::string name;                     // empty: not known
  int64_t port = 0;                     // 0: not known
  std::string protocol;                 // empty: not known
  std::optional<std::string> hostname;  // in small letters; empty: any; nothing: not known
  std::optional<Selector> spaces;       // for From::selected
  std::vector<std::string> kinds;       // kind_key() of the routes that it takes; none: all that its protocol has
  bool kinds_known = true;
  Span place;  // of the name
  Span protocol_place;
};

// The Gateway, or the listener of it, to which a route wants to be attached.
struct ParentSummary {
  std::string gateway;
  std::string space;     // empty: that of the route
  std::string listener;  // empty: any
  int64_t port = 0;      // 0: any, or not known
  Span place;            // of the name of the Gateway
  Span listener_place, port_place;
};

// For whom a ReferenceGrant is, and to what.
struct GrantSummary {
  struct Source {
    std::string kind;  // kind_key()
    std::string space;
  };
  struct Target {
    std::string kind;
    std::string name;  // empty: any
  };
  std::vector<Source> from;
  std::vector<Target> to;
  bool known = true;
};

struct RoutingSummary {
  std::vector<Listener> listeners;  // of a Gateway; none as well where they cannot be known
  std::vector<ParentSummary> parents;
  std::optional<std::vector<std::string>> hostnames;  // of a route, in small letters; none: any; nothing: not known
  Span served;             // a backend that gets requests of any scheme; empty: there is none
  bool redirects = false;  // some requests to HTTPS, or it may do so
  std::optional<GrantSummary> grant;
};
// Nothing for all other kinds.
std::unique_ptr<const RoutingSummary> routing_of(const Object& object);

}  // namespace plimsoll::kubernetes
