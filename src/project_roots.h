// Which files of a run are meant to be applied together: those of one folder, or those that one kustomization lists.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "project.h"

namespace plimsoll {

class Roots {
 public:
  explicit Roots(const std::vector<Kustomization>& kustomizations);

  // Names of the groups that a file belongs to; two files belong together if they share one. The file itself is one.
  // Below a kustomization only its list counts: the other files there are patches of the same objects.
  std::vector<std::string> of(std::string_view path) const;
  // Where an object lives: two of a namespaced kind are in one namespace, as far as can be told, if they share one of
  // these. Objects that name no namespace share one with those of their groups only.
  std::vector<std::string> homes_of(const ObjectSummary& object) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> folders_of_;  // by listed file
  std::set<std::string, std::less<>> kustomized_;                            // folders
};

}  // namespace plimsoll
