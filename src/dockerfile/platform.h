// Platforms as the builder reads them: os[/architecture[/variant]], os(version)/architecture.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "image.h"

namespace plimsoll::dockerfile {

struct Platform {
  std::string os;            // empty where only the architecture is given
  std::string architecture;  // empty where only the system is given
  std::string variant;
};
// nullopt where the builder refuses it.
std::optional<Platform> parse_platform(std::string_view text);

// The architecture that the name of an image is for: arm64v8/alpine, team/app:1.0-amd64. Empty if it names none.
std::string_view architecture_of(const ImageRef& image);

}  // namespace plimsoll::dockerfile
