// Which files of a run are meant to be applied together: those of one folder, or those that one kustomization builds
// on, be it through others.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kustomization.h"

namespace plimsoll {

struct ObjectSummary;
struct Project;

// It points to the kustomizations.
class Roots {
 public:
  explicit Roots(const std::vector<Kustomization>& kustomizations);

  // The kustomizations that build on a file (for a folder: on what is in it), from the nearest to the outermost.
  std::vector<const Kustomization*> kustomizations_of(std::string_view path) const;
  // Names of the groups that a file belongs to; two files belong together if they share one. The file itself is one.
  // Below a kustomization only its list counts: the other files there are patches of the same objects.
  std::vector<std::string> of(std::string_view path) const;
  // Where an object lives: two of a namespaced kind are in one namespace, as far as can be told, if they share one of
  // these. Objects that name no namespace share one with those of their groups only.
  std::vector<std::string> homes_of(const ObjectSummary& object, std::string_view path) const;

  Overlay overlay_of(std::string_view path) const;

 private:
  std::unordered_map<std::string, std::vector<const Kustomization*>> users_;  // by listed file or folder
  std::set<std::string, std::less<>> kustomized_;                             // folders
  std::set<std::string, std::less<>> patches_;                                // files
};

}  // namespace plimsoll
