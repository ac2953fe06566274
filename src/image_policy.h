// May an image come from there? A list of approved registries and repositories against a reference, for both languages.
#pragma once

#include <string_view>

#include "option.h"

namespace plimsoll {

// How the entries are read:
//   glob    as is_from() reads them: "ghcr.io", "ghcr.io/acme", "*.azurecr.io", "ghcr.io/acme/*"
//   prefix  as the beginning of the reference as written
//   regex   as RE2, found anywhere in the reference as written; one that does not compile approves nothing
bool is_allowed_image(std::string_view reference, Names entries, std::string_view mode);

// A variable or placeholder stands where the reference names its registry, so nobody knows where the image comes from.
bool has_unknown_registry(std::string_view reference);

}  // namespace plimsoll
