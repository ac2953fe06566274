// Names with stars, as users write them in lists.
#pragma once

#include <string_view>

#include "option.h"

namespace plimsoll {

// "*" is any text, also none; every other character is itself.
bool fits_glob(std::string_view text, std::string_view glob);
bool fits_any(std::string_view text, Names globs);

}  // namespace plimsoll
