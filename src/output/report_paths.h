// The paths of files as a consumer of reports knows them: relative to the root of the project, with slashes.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll {

class ReportPaths {
 public:
  // `folder` is the working directory, which paths are relative to; `root`, at it or above it, is what reports count
  // from. A root that is no such folder is ignored.
  explicit ReportPaths(std::string_view folder, std::string_view root = {});

  // "./a/b" → "a/b", "/root/a/b" → "a/b"; what lies outside of the root stays as it is.
  std::string shown(std::string_view path) const;

 private:
  std::string root_;    // ends with a slash
  std::string prefix_;  // from the root to the folder, "" or "sub/folder/"
};

// "a b%.yaml" → "a%20b%25.yaml": what may not stand in an address, byte by byte. Slashes stay.
std::string percent_encoded(std::string_view path);

}  // namespace plimsoll
