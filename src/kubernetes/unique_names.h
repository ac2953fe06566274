// Names in the network that one object alone may have: two that claim the same get each other's requests.
//
//   for (const UniqueName& name : unique_names_of(ingress)) … name.host, name.path …
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

struct UniqueName {
  enum class Of : uint8_t {
    ingress,       // a host and a path of an Ingress
    route,         // the host of an OpenShift Route
    external_dns,  // a name that an annotation has made in DNS
  };
  Of of;
  std::string host;   // empty: every one
  std::string path;   // of an Ingress, with its type: "/api Prefix"; empty if the host has none
  std::string group;  // of an Ingress: its class, empty if it names none; those of one share an address
  Span host_place, path_place;
};
// Those that are known.
std::vector<UniqueName> unique_names_of(const Object& object);

}  // namespace plimsoll::kubernetes
