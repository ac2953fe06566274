#include "name_conflicts.h"

#include <map>

namespace plimsoll {

std::vector<NameConflict> name_conflicts(const Project& project, kubernetes::UniqueName::Of of,
                                         const ConflictKey& key) {
  std::vector<NameConflict> conflicts;
  std::map<std::pair<std::string, std::string>, NameConflict> first;
  for (const ObjectSummary& object : project.objects) {
    if (!object.details || object.details->unique_names.empty()) continue;
    const std::vector<std::string> groups = project.index->roots().of(project.path_of(object));
    for (const kubernetes::UniqueName& name : object.details->unique_names) {
      const std::string text = name.of == of ? key(object, name) : std::string();
      if (text.empty()) continue;
      const NameConflict* before = nullptr;
      for (const std::string& group : groups) {
        const auto [known, is_new] = first.try_emplace({group, text}, NameConflict{&object, &name, nullptr, nullptr});
        if (!is_new && !before) before = &known->second;
      }
      if (!before) continue;
      const ObjectSummary& other = *before->object;
      const bool same = &other != &object && other.kind_name == object.kind_name && other.name == object.name &&
                        other.namespace_ == object.namespace_;
      if (!same) conflicts.push_back({&object, &name, &other, before->name});
    }
  }
  return conflicts;
}

}  // namespace plimsoll
