#include "dockerfile/removals.h"

#include <algorithm>

#include "secrets.h"

namespace plimsoll::dockerfile {
namespace {

// "~/x", "$HOME/x" and "/root/x" are one file, and "./x" is "x".
std::string normal(std::string_view path) {
  for (std::string_view home : {"${HOME}/", "/root/"}) {
    if (path.starts_with(home)) return "~/" + std::string(path.substr(home.size()));
  }
  if (path.starts_with("./")) path.remove_prefix(2);
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return std::string(path);
}

}  // namespace

void Removals::note(const shell::Command& command, size_t time) {
  if (command.base != "rm" && command.base != "shred" && command.base != "unlink") return;
  for (const shell::Word* operand : command.operands()) {
    std::string gone = normal(operand->text);
    // A few stars are enough for real files, and keep the work linear.
    if (gone.find('*') == std::string::npos) {
      files_[gone] = time;
    } else if (globs_.size() < 16) {
      globs_.emplace_back(std::move(gone), time);
    }
  }
}

bool Removals::after(std::string_view path, size_t time) const {
  auto gone = [&](const std::string& file) {
    const auto found = files_.find(file);
    return found != files_.end() && found->second > time;
  };
  const std::string file = normal(path);
  // A relative name is taken for the one below the home.
  if (gone("~/" + file) || gone("/" + file)) return true;
  size_t depth = 0;
  for (size_t end = file.size(); end != file.npos && end > 0 && depth < 32; end = file.rfind('/', end - 1), ++depth) {
    if (gone(file.substr(0, end))) return true;
  }
  return std::any_of(globs_.begin(), globs_.end(),
                     [&](const auto& glob) { return glob.second > time && fits_file(glob.first, file); });
}

}  // namespace plimsoll::dockerfile
