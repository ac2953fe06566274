// The ports that an EXPOSE announces, as far as they are known.
//
//   for (const ExposedPort& port : exposed_ports(expose))
//     if (port.protocol == "tcp" && port.holds(22)) …
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

struct PortRange {
  uint32_t first = 0;
  uint32_t last = 0;
  bool holds(uint32_t port) const { return first <= port && port <= last; }
};
// "80", "5900-5903"; nullopt for what is no port.
std::optional<PortRange> port_range(std::string_view text);

struct ExposedPort : PortRange {
  Word word;             // as written; a variable may hold several ports
  std::string text;      // expanded
  std::string protocol;  // in lower case; "tcp" where none is given
};
// Those that are valid and whose value is known, up to a "#" that was meant as a comment.
std::vector<ExposedPort> exposed_ports(const Expose& expose);
// Those of a stage, and of what it stands on, where only root may listen everywhere.
std::vector<ExposedPort> privileged_ports(const Stage& stage);

}  // namespace plimsoll::dockerfile
