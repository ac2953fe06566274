// How the programs that a stage builds are linked: what they need of the image that they are copied to.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

enum class Links : uint8_t { statically, dynamically, unknown };

struct StaticBuild {
  const shell::Command* command = nullptr;
  std::string_view language;  // "Go", "Rust"
  Links links = Links::unknown;
  std::string_view output;  // of go build -o; empty if it is not known
};
// The Go or Rust program that the stage builds; nullopt if it builds none, or several.
std::optional<StaticBuild> build_in(const Stage& stage);

}  // namespace plimsoll::dockerfile
