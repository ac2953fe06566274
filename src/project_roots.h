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
  // Of one file. More are not made by people, and each costs as much as the file.
  static constexpr size_t kMostKustomizations = 64;

  explicit Roots(const std::vector<Kustomization>& kustomizations);

  // The kustomizations that build on a file (for a folder: on what is in it), from the nearest to the outermost;
  // the first kMostKustomizations.
  std::vector<const Kustomization*> kustomizations_of(std::string_view path) const;
  // Names of the groups that a file belongs to; two files belong together if they share one. The file itself is one.
  // Below a kustomization only its list counts: the other files there are patches of the same objects.
  std::vector<std::string> of(std::string_view path) const;
  // Where an object lives: two of a namespaced kind are in one namespace, as far as can be told, if they share one of
  // these. Objects that name no namespace share one with those of their groups only.
  std::vector<std::string> homes_of(const ObjectSummary& object, std::string_view path) const;

  // The names that an object has in the kustomizations that build on its file, as each leaves it; from the nearest to
  // the outermost.
  struct Named {
    const Kustomization* user;
    std::string name;
  };
  std::vector<Named> names_of(std::string_view path, std::string_view name) const;

  Overlay overlay_of(std::string_view path) const;

 private:
  const std::vector<const Kustomization*>& users_of(const std::string& listed) const;

  std::unordered_map<std::string, std::vector<const Kustomization*>> users_;                // by listed file or folder
  std::unordered_map<const Kustomization*, std::vector<const Kustomization*>> components_;  // that it uses
  std::set<std::string, std::less<>> kustomized_;                                           // folders
  std::set<std::string, std::less<>> patches_;                                              // files
};

}  // namespace plimsoll
