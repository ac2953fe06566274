// Which of the settings that protect a container it has, and which probes and resources.
#pragma once

#include <string>
#include <vector>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

struct Posture {
  std::string values;        // of each of posture_settings() (project.h), a line each; "?" where it is not known
  std::vector<Span> places;  // of each, or of what lacks it
};
Posture posture_of(const Container& container);

}  // namespace plimsoll::kubernetes
