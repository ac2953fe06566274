// Secret mounts whose content a RUN copies into its layer or prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {

struct LeakedMount {
  std::string id;
  std::string_view how;  // "is printed to the log of the build"
  Span span;             // the command
};
std::vector<LeakedMount> leaked_mounts(const Run& run);

}  // namespace plimsoll::dockerfile
