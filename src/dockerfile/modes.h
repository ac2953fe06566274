// Permissions that a build gives to files: chmod, install -m, mkdir -m, find -exec chmod, COPY --chmod.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/ast.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {

// What a mode gives, octal or symbolic; nothing for what it takes away or cannot be known.
struct FileMode {
  bool others_write = false;
  bool set_user = false;
  bool set_group = false;
  bool sticky = false;
};
FileMode file_mode(std::string_view text);

struct GivenMode {
  Span span;
  std::string text;
  FileMode mode;
  std::vector<std::string> paths;  // as written
  bool recursive = false;
  bool folders = false;  // the paths are known to be directories
};
std::vector<GivenMode> modes_given_by(const shell::Command& command);
std::optional<GivenMode> mode_given_by(const Transfer& transfer);

}  // namespace plimsoll::dockerfile
