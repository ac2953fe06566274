// Two versions of a text as a unified diff, as patch and git apply read it.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll {

// "" if both are equal. `path` is that of the file, in both heads.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace plimsoll
