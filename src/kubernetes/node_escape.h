// Commands with which a container leaves for its node.
#pragma once

#include <string>
#include <vector>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

struct NodeEscape {
  Span span;        // the program, or the path that gives it away
  std::string how;  // a clause: "'/host' is its root directory"
};
std::vector<NodeEscape> node_escapes_of(const Container& container, const Source& source);

}  // namespace plimsoll::kubernetes
