// The part of TOML and HCL that a flat list of settings needs, which is the same in both:
//
//   exclude-queries = ["4b410d24-1cbe-4430-a632-62c9a931cf1c"]   # strings, lists of them, words such as true
#pragma once

#include <string>
#include <vector>

#include "migrate/reader.h"

namespace plimsoll::migrate {

struct Setting {
  Item key;
  std::vector<Item> values;  // commas in strings separate values, too
};

// The first line that says something has a "=" behind its key, and so is neither YAML nor JSON.
bool is_flat(const Source& source);

// The settings, but for those that are false. What cannot be understood is an error, and ends the reading.
std::vector<Setting> read_flat(Reader& reader);

}  // namespace plimsoll::migrate
