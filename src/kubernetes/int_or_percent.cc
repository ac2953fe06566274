#include "kubernetes/int_or_percent.h"

#include <charconv>

namespace plimsoll::kubernetes {

std::optional<IntOrPercent> int_or_percent(const Value& value) {
  constexpr int64_t kMost = INT32_MAX;
  if (const auto number = value.integer()) {
    if (*number < 0 || *number > kMost) return std::nullopt;
    return IntOrPercent{*number, false};
  }
  const std::string_view text = value.string();
  if (!value.is_string() || !text.ends_with('%')) return std::nullopt;
  const char* const last = text.data() + text.size() - 1;
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), last, number);
  if (end != last || error != std::errc() || number < 0 || number > kMost) return std::nullopt;
  return IntOrPercent{number, true};
}

}  // namespace plimsoll::kubernetes
