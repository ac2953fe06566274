// Which files a RUN deletes again, so that its layer does not hold them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shell/script.h"

namespace plimsoll::dockerfile {

class Removals {
 public:
  // `time` grows from command to command.
  void note(const shell::Command& command, size_t time);
  // The file, a folder above it, or a name that may be its own is deleted later than that.
  bool after(std::string_view path, size_t time) const;

 private:
  std::map<std::string, size_t> files_;
  std::vector<std::pair<std::string, size_t>> globs_;
};

}  // namespace plimsoll::dockerfile
