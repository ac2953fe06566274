#include "output/report_paths.h"

#include <fmt/format.h>

namespace plimsoll {
namespace {

std::string with_slash(std::string_view folder) {
  std::string result(folder);
  if (!result.ends_with('/')) result += '/';
  return result;
}

}  // namespace

ReportPaths::ReportPaths(std::string_view folder, std::string_view root) : root_(with_slash(folder)) {
  if (root.empty()) return;
  const std::string above = with_slash(root);
  if (!root_.starts_with(above)) return;
  prefix_ = root_.substr(above.size());
  root_ = above;
}

std::string ReportPaths::shown(std::string_view path) const {
  if (path.starts_with('/')) {
    return std::string(path.starts_with(root_) && path.size() > root_.size() ? path.substr(root_.size()) : path);
  }
  while (path.starts_with("./")) path.remove_prefix(2);
  std::string prefix = prefix_;
  while (path.starts_with("../") && !prefix.empty()) {
    path.remove_prefix(3);
    prefix.pop_back();
    prefix.erase(prefix.rfind('/') + 1);
  }
  return prefix.append(path);
}

std::string percent_encoded(std::string_view path) {
  std::string result;
  for (char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                       c == '.' || c == '-' || c == '_' || c == '~';
    if (plain) {
      result += c;
    } else {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return result;
}

}  // namespace plimsoll
