// Days, as in `expires: 2026-12-31`, and which day it is for what expires. What rules say of software does not ask for
// the day: see known_date() in image_facts.h.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll {

using Date = std::chrono::sys_days;
std::optional<Date> parse_date(std::string_view text);  // "2026-08-22"
std::string to_string(Date date);

// The day of SOURCE_DATE_EPOCH (seconds since 1970, as reproducible builds and our tests set it), else that of the
// clock; in UTC.
Date today();

}  // namespace plimsoll
