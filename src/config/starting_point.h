// What `plimsoll init` writes: a configuration that changes nothing yet and shows what can be changed.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll {

// An empty profile is the recommended one.
std::string starting_point(std::string_view profile);

}  // namespace plimsoll
