#include "kubernetes/cron.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <vector>

namespace plimsoll::kubernetes {
namespace {

struct Field {
  std::string_view what;
  unsigned low, high;
  std::string_view names;  // three letters each, of low and the numbers behind it
};
constexpr Field kFields[] = {
    {"minute", 0, 59, ""},
    {"hour", 0, 23, ""},
    {"day of the month", 1, 31, ""},
    {"month", 1, 12, "janfebmaraprmayjunjulaugsepoctnovdec"},
    {"day of the week", 0, 6, "sunmontuewedthufrisat"},
};

// The values of a field as bits.
struct Times {
  uint64_t set = 0;
  bool every = false;
};

std::optional<unsigned> number_of(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

std::optional<unsigned> value_of(std::string_view text, const Field& field) {
  if (text.size() == 3) {
    std::string name(text);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    for (size_t at = 0; at < field.names.size(); at += 3) {
      if (field.names.substr(at, 3) == name) return field.low + static_cast<unsigned>(at / 3);
    }
  }
  return number_of(text);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (size_t end = 0; end != text.npos; text.remove_prefix(std::min(end + 1, text.size()))) {
    end = text.find(separator);
    parts.push_back(text.substr(0, end));
  }
  return parts;
}

// Adds "*", "5", "mon-fri" or "0-30/10"; what is wrong with it, empty if nothing.
std::string add_range(std::string_view text, const Field& field, Times& times) {
  const auto parts = split(text, '/');
  const auto bounds = split(parts[0], '-');
  const bool any = bounds[0] == "*" || bounds[0] == "?";
  if (parts.size() > 2 || bounds.size() > 2) return fmt::format("'{}' is no {}", text, field.what);
  const std::optional<unsigned> step = parts.size() == 2 ? number_of(parts[1]) : 1;
  if (!step) return fmt::format("'{}' is no number of steps", parts[1]);
  if (*step == 0) return "a step of 0 goes nowhere";
  const auto first = any ? field.low : value_of(bounds[0], field);
  const auto last = bounds.size() == 2 && !any ? value_of(bounds[1], field)
                    : any || parts.size() == 2 ? field.high
                                               : first;
  if (!first || !last) return fmt::format("'{}' is no {}", first ? bounds[1] : bounds[0], field.what);
  if (field.high == 6 && (*first == 7 || *last == 7)) return "Sunday is 0 here, not 7";
  if (*first < field.low || *last > field.high || *first > field.high) {
    return fmt::format("'{}' is no {}, which goes from {} to {}", text, field.what, field.low, field.high);
  }
  if (*first > *last) return fmt::format("the range '{}' goes backwards", parts[0]);
  for (unsigned value = *first; value <= *last; value += std::min(*step, 64U)) times.set |= uint64_t{1} << value;
  times.every = times.every || (any && *step == 1);
  return {};
}

// Some month has one of the days.
bool happens(const Times& days, const Times& months) {
  constexpr unsigned kLengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (unsigned month = 1; month <= 12; ++month) {
    const uint64_t in_month = (uint64_t{2} << kLengths[month - 1]) - 1;
    if ((months.set >> month & 1) != 0 && (days.set & in_month) != 0) return true;
  }
  return false;
}

// "1h30m", as Go writes it.
bool is_duration(std::string_view text) {
  constexpr std::string_view kUnits[] = {"ns", "us", "ms", "s", "m", "h"};
  if (text.empty()) return false;
  while (!text.empty()) {
    const size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
    text.remove_prefix(digits);
    const auto* unit = std::find_if(std::begin(kUnits), std::end(kUnits),
                                    [&](std::string_view unit) { return text.starts_with(unit); });
    if (digits == 0 || unit == std::end(kUnits)) return false;
    text.remove_prefix(unit->size());
  }
  return true;
}

std::optional<CronProblem> macro_problem(std::string_view schedule) {
  constexpr std::string_view kMacros[] = {"@yearly", "@annually", "@monthly", "@weekly",
                                          "@daily",  "@midnight", "@hourly"};
  constexpr std::string_view kEvery = "@every ";
  if (std::find(std::begin(kMacros), std::end(kMacros), schedule) != std::end(kMacros)) return {};
  if (schedule.starts_with(kEvery)) {
    if (is_duration(schedule.substr(kEvery.size()))) return {};
    return CronProblem{kEvery.size(), schedule.size(), "that is no duration such as '1h30m'"};
  }
  return CronProblem{0, schedule.size(), "there is no such short form"};
}

}  // namespace

std::optional<CronProblem> cron_problem(std::string_view schedule) {
  if (schedule.starts_with('@')) return macro_problem(schedule);
  constexpr std::string_view kBlanks = " \t\r\n";
  std::vector<std::string_view> fields;
  for (size_t at = schedule.find_first_not_of(kBlanks); at < schedule.size();) {
    const size_t end = std::min(schedule.find_first_of(kBlanks, at), schedule.size());
    fields.push_back(schedule.substr(at, end - at));
    at = schedule.find_first_not_of(kBlanks, end);
  }
  const auto problem = [&](std::string_view part, std::string message) {
    const size_t begin = static_cast<size_t>(part.data() - schedule.data());
    return CronProblem{begin, begin + part.size(), std::move(message)};
  };
  if (fields.size() != std::size(kFields)) {
    return problem(schedule, fmt::format("it has {} fields, not 5{}", fields.size(),
                                         fields.size() == 6 ? ", and none is for seconds" : ""));
  }
  Times times[std::size(kFields)];
  for (size_t i = 0; i < fields.size(); ++i) {
    for (std::string_view part : split(fields[i], ',')) {
      if (part.empty()) continue;
      std::string wrong = add_range(part, kFields[i], times[i]);
      if (!wrong.empty()) return problem(part, std::move(wrong));
    }
    if (times[i].set == 0) return problem(fields[i], fmt::format("'{}' is no {}", fields[i], kFields[i].what));
  }
  // Where a day of the week is given too, either of them will do.
  if (times[4].every && !happens(times[2], times[3])) {
    return problem(fields[2], "there is no such day in these months, so it never fires");
  }
  return {};
}

}  // namespace plimsoll::kubernetes
