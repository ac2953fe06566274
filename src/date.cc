#include "date.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

namespace plimsoll {

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto number = [&](size_t begin, size_t size) {
    int value = -1;
    const auto [end, error] = std::from_chars(text.data() + begin, text.data() + begin + size, value);
    return error == std::errc() && end == text.data() + begin + size ? value : -1;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return Date(date);
}

std::string to_string(Date date) {
  const std::chrono::year_month_day day(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

Date today() {
  const std::string_view given = std::getenv("SOURCE_DATE_EPOCH") ? std::getenv("SOURCE_DATE_EPOCH") : "";
  uint32_t seconds = 0;  // up to the year 2106
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), seconds);
  if (!given.empty() && error == std::errc() && end == given.data() + given.size()) {
    return std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
  }
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

}  // namespace plimsoll
