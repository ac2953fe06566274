#include "dockerfile/mounts.h"

#include <algorithm>

#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

bool below(std::string_view path, std::string_view folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.remove_suffix(1);
  return !folder.empty() && path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

}  // namespace

Mounted::Mounted(const Run& run) : folders_{"/dev", "/proc", "/sys", "/run/secrets"} {
  for (const Mount& mount : run.mounts) add(run, mount);
}

Mounted::Mounted(const Run& run, std::initializer_list<std::string_view> types) {
  for (const Mount& mount : run.mounts) {
    if (std::find(types.begin(), types.end(), mount.type()) != types.end()) add(run, mount);
  }
}

void Mounted::add(const Run& run, const Mount& mount) {
  const Mount::Field* target = mount.field("target");
  if (!target || !target->value) return;
  Text text = run.model->expand(target->value->text, run);
  // A relative target is below the working directory.
  if (!text.value.starts_with('/')) {
    const Text& workdir = run.model->workdir_at(run).text;
    text.known = text.known && workdir.known;
    text.value = workdir.value + "/" + text.value;
  }
  if (!text.known) unknown_ = true;
  folders_.push_back(std::move(text.value));
}

bool Mounted::holds(std::string_view path) const {
  return unknown_ ||
         std::any_of(folders_.begin(), folders_.end(), [&](std::string_view folder) { return below(path, folder); });
}

std::string at_home(std::string_view path, std::string_view home) {
  constexpr std::string_view root = "/root";
  if (!path.starts_with(root) || path.substr(root.size(), 1) != "/") return std::string(path);
  return std::string(home).append(path.substr(root.size()));
}

}  // namespace plimsoll::dockerfile
