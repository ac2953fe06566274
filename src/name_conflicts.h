// Objects of a run that are applied together and claim the same name (kubernetes/unique_names.h).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "project_index.h"

namespace plimsoll {

struct NameConflict {
  const ObjectSummary* object;
  const kubernetes::UniqueName* name;
  const ObjectSummary* before;  // the first that has it, in the order of the project
  const kubernetes::UniqueName* name_before;
};
using ConflictKey = std::function<std::string(const ObjectSummary&, const kubernetes::UniqueName&)>;
// `key` is what must differ; nothing for a name that does not count. An object that is defined twice conflicts with
// nobody by that.
std::vector<NameConflict> name_conflicts(const Project& project, kubernetes::UniqueName::Of of, const ConflictKey& key);

}  // namespace plimsoll
