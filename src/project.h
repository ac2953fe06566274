// All files of a run together, as far as rules across files need them: summaries that outlive the files.
#pragma once

#include <string>
#include <vector>

#include "diagnostic.h"
#include "node_kind.h"

namespace plimsoll {

struct ObjectSummary {
  std::string group;       // "apps"; empty for the core group
  std::string kind_name;   // "Deployment"
  std::string namespace_;  // empty if the manifest sets none
  std::string name;
  Location location;       // of metadata.name
};

struct Project {
  static constexpr NodeKind kind = NodeKind::project;

  std::vector<ObjectSummary> objects;  // by path, then as they stand in the file
};

}  // namespace plimsoll
