// Data about people in text: mail addresses, phone and bank account numbers, and values under names that say so.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace plimsoll {

struct PersonalData {
  std::string_view what;  // with its article: "a mail address"
  size_t begin = 0;       // its bytes in the text
  size_t end = 0;
};
// The first one of each line.
std::vector<PersonalData> personal_data_in(std::string_view text);

// What a key of that name holds, with its article; empty if nothing personal.
std::string_view personal_name(std::string_view name);

}  // namespace plimsoll
