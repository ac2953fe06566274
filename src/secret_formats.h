// The parts of secrets.h that search text: tokens of known form, and credentials in URLs. For secrets.cc only.
#pragma once

#include <string_view>
#include <vector>

#include "secrets.h"

namespace plimsoll {

// In the order of the text; may overlap those in URLs.
std::vector<Secret> secrets_of_known_format(std::string_view text);

// Appends the passwords and tokens of scheme://user:password@host, scheme://token@host and ?access_token=….
void find_secrets_in_urls(std::string_view text, std::vector<Secret>& found);

// Is a name in capitals, as environment variables have it: "DB_PASSWORD" as a value names the variable.
bool is_variable_name(std::string_view value);

}  // namespace plimsoll
