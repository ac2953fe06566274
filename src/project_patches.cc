// What the patches of a run change.
#include <algorithm>
#include <filesystem>
#include <set>

#include "project_index.h"

namespace plimsoll {
namespace {

// For one object. More patches or fields than these may change any field.
constexpr size_t kMostChanges = 64, kMostFields = 256;
const kubernetes::Touched kAnyField;

std::string key_of(const ObjectSummary& object) {
  return kubernetes::kind_key(object.group, object.kind_name).append("/").append(object.name);
}

std::string change_key(std::string_view folder, std::string_view kind, std::string_view name) {
  return std::string(folder).append("\n").append(kind).append("/").append(name);
}

}  // namespace

void ProjectIndex::add_change(Changes& changes, const kubernetes::Touched& touched) {
  size_t fields = 0;
  for (const kubernetes::Touched* each : changes) {
    if (!*each) return;
    fields += (*each)->size();
  }
  if (touched && changes.size() < kMostChanges && fields + touched->size() <= kMostFields)
    changes.push_back(&touched);
  else
    changes = {&kAnyField};
}

void ProjectIndex::add_patches() {
  std::unordered_map<std::string, Changes> by_file;
  for (const ObjectSummary& patch : project_.patches) {
    const kubernetes::Touched& touched = patch.details ? patch.details->touched : kAnyField;
    const std::string& path = project_.path_of(patch);
    add_change(by_file[std::filesystem::path(path).lexically_normal().generic_string()], touched);
    // A list of operations does not say what it is for.
    if (patch.kind_name.empty()) continue;
    const auto users = roots_.kustomizations_of(path);
    if (users.empty()) add_change(patched_[key_of(patch)], touched);
    for (const Kustomization* user : users)
      add_change(changed_[change_key(user->folder, patch.kind_name, patch.name)], touched);
  }
  for (const Kustomization& kustomization : project_.kustomizations) {
    // A component changes what those have that use it.
    std::vector<const Kustomization*> changers{&kustomization};
    if (kustomization.component) changers = roots_.kustomizations_of(project_.files[kustomization.file].path);
    for (const Kustomization* changer : changers) {
      for (const std::string& file : kustomization.merged) {
        // Nobody knows what it is for.
        if (!by_file.contains(file)) add_change(changed_[change_key(changer->folder, "", "")], kAnyField);
      }
      for (const Kustomization::Target& target : kustomization.changed) {
        Changes& changes = changed_[change_key(changer->folder, target.kind, target.name)];
        const auto file = by_file.find(target.file);
        if (file == by_file.end()) {
          add_change(changes, target.touched);
        } else {
          for (const kubernetes::Touched* touched : file->second) add_change(changes, *touched);
        }
      }
    }
  }
}

bool ProjectIndex::is_patched(const ObjectSummary& object, const std::vector<std::string_view>& fields) const {
  if (patched_.empty() && changed_.empty()) return false;
  // Where others keep their pods, and how their lists are merged, is not known.
  const bool custom = !kubernetes::is_built_in_group(object.group) && object.details && !object.details->pods.empty();
  auto is_in = [&](const std::unordered_map<std::string, Changes>& all, const std::string& key) {
    const auto found = all.find(key);
    if (found == all.end()) return false;
    if (fields.empty() || custom) return true;
    return std::any_of(found->second.begin(), found->second.end(), [&](const kubernetes::Touched* touched) {
      return std::any_of(fields.begin(), fields.end(),
                         [&](std::string_view field) { return kubernetes::touches(*touched, field); });
    });
  };
  if (is_in(patched_, key_of(object))) return true;
  if (changed_.empty()) return false;
  // It may be called by any of the names that it has had so far.
  std::set<std::string> names{object.name};
  for (const Roots::Named& named : roots_.names_of(project_.path_of(object), object.name)) {
    names.insert(named.name);
    for (const std::string& name : names) {
      if (is_in(changed_, change_key(named.user->folder, object.kind_name, name)) ||
          is_in(changed_, change_key(named.user->folder, "", name)))
        return true;
    }
    if (is_in(changed_, change_key(named.user->folder, object.kind_name, "")) ||
        is_in(changed_, change_key(named.user->folder, "", "")))
      return true;
  }
  return false;
}

}  // namespace plimsoll
