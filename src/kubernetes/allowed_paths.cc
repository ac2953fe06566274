#include "kubernetes/allowed_paths.h"

#include <algorithm>
#include <string>

namespace plimsoll::kubernetes {
namespace {

// In lower case, with single backslashes, none at the end, and no "." and "..". Pipes are "\\\\.\\pipe\\name" and stay
// so.
std::string windows_path(std::string_view path) {
  std::string text(path);
  for (char& c : text) c = c == '/' ? '\\' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  std::string result;
  if (text.starts_with("\\\\.\\")) result = text.substr(0, 4);
  const size_t root = result.size();
  for (size_t at = root; at < text.size();) {
    const size_t end = std::min(text.find('\\', at), text.size());
    const std::string part = text.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      // Nothing lies above a drive.
      if (const size_t above = result.rfind('\\'); above != result.npos && above >= root) result.resize(above);
      continue;
    }
    if (result.size() > root) result += '\\';
    result += part;
  }
  return result;
}

bool is_below_on_windows(const std::string& path, const std::string& directory) {
  return path.starts_with(directory) && (path.size() == directory.size() || path[directory.size()] == '\\');
}

}  // namespace

bool is_written(const std::vector<Mount>& uses) {
  return std::any_of(uses.begin(), uses.end(), [](const Mount& mount) {
    const Value read_only = mount.value["readOnly"];
    return !read_only.is(true) && !read_only.templated();
  });
}

PathVerdict judge_path(std::string_view path, Names list, bool windows, bool writable) {
  PathVerdict verdict = PathVerdict::outside;
  for (std::string_view entry : list) {
    const bool read_only = entry.ends_with(":ro");
    if (read_only) entry.remove_suffix(3);
    if (windows ? !is_below_on_windows(windows_path(path), windows_path(entry))
                : !is_below(clean_path(path), clean_path(entry)))
      continue;
    if (!read_only || !writable) return PathVerdict::allowed;
    verdict = PathVerdict::read_only;
  }
  return verdict;
}

}  // namespace plimsoll::kubernetes
