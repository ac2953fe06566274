#include "kubernetes/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace plimsoll::kubernetes {
namespace {

using Nanos = Quantity::Nanos;
constexpr Nanos kMost = ((static_cast<Nanos>(1) << 126) - 1) * 2 + 1;

Nanos multiply(Nanos value, Nanos factor) { return value > kMost / factor ? kMost : value * factor; }

struct Suffix {
  std::string_view text;
  int decimal;  // power of ten
  int binary;   // power of two
};
constexpr Suffix kSuffixes[] = {
    {"n", -9, 0},  {"u", -6, 0},  {"m", -3, 0},  {"", 0, 0},    {"k", 3, 0},   {"M", 6, 0},
    {"G", 9, 0},   {"T", 12, 0},  {"P", 15, 0},  {"E", 18, 0},  {"Ki", 0, 10}, {"Mi", 0, 20},
    {"Gi", 0, 30}, {"Ti", 0, 40}, {"Pi", 0, 50}, {"Ei", 0, 60},
};

const Suffix* find_suffix(std::string_view text) {
  const auto* found =
      std::find_if(std::begin(kSuffixes), std::end(kSuffixes), [&](const Suffix& s) { return s.text == text; });
  return found == std::end(kSuffixes) ? nullptr : found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The exponent of "e3", "E-3"; nothing for anything else. What is beyond all
// numbers is cut to what is far enough.
std::optional<int> read_exponent(std::string_view text) {
  if (text.size() < 2 || (text[0] | 0x20) != 'e') return std::nullopt;
  text.remove_prefix(1);
  const bool negative = text[0] == '-';
  if (negative || text[0] == '+') text.remove_prefix(1);
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value > 1'000'000) value = 1'000'000;
  return negative ? -value : value;
}

std::string suffix_problem(std::string_view suffix) {
  std::string_view meant;
  if (suffix == "K") meant = "k' or 'Ki";
  if (suffix == "mi") meant = "Mi";
  if (suffix == "g" || suffix == "gi") meant = "Gi";
  if (suffix == "ki") meant = "Ki";
  if (suffix == "t" || suffix == "ti") meant = "Ti";
  if (suffix == "b" || suffix == "B")
    return fmt::format("quantities have no unit '{}', they count bytes anyway", suffix);
  if (suffix.size() > 1 && (suffix.back() == 'b' || suffix.back() == 'B')) {
    const std::string_view rest = suffix.substr(0, suffix.size() - 1);
    if (rest == "K") return fmt::format("'{}' is no suffix of quantities; 'k' and 'Ki' are", suffix);
    if (find_suffix(rest) != nullptr) return fmt::format("'{}' is no suffix of quantities; '{}' is", suffix, rest);
  }
  if (!meant.empty()) return fmt::format("'{}' is no suffix of quantities; '{}' is", suffix, meant);
  return fmt::format("'{}' is no suffix of quantities", suffix);
}

// digits * 10^exponent * 2^binary in billionths, rounded away from zero.
// `digits` has no leading zeros.
Nanos scale(std::string_view digits, long exponent, int binary) {
  if (digits.empty()) return 0;
  exponent += 9;
  // What is certainly too great, or certainly less than a billionth, needs no
  // arithmetic on every digit.
  if (static_cast<long>(digits.size()) + exponent > 60) return kMost;
  if (static_cast<long>(digits.size()) + exponent < -60) return 1;
  Nanos value = 0;
  bool rest = false;
  size_t used = 0;
  // With 20 digits and 2^60 the product still fits; more digits of a fraction
  // only decide the rounding.
  for (; used < digits.size() && used < 20; ++used) value = value * 10 + (digits[used] - '0');
  exponent += static_cast<long>(digits.size() - used);
  rest = std::any_of(digits.begin() + static_cast<std::ptrdiff_t>(used), digits.end(), [](char c) { return c != '0'; });
  if (binary > 0) value = multiply(value, static_cast<Nanos>(1) << binary);
  for (; exponent > 0; --exponent) value = multiply(value, 10);
  for (; exponent < 0; ++exponent) {
    rest = rest || value % 10 != 0;
    value /= 10;
  }
  return rest && value < kMost ? value + 1 : value;
}

}  // namespace

ParsedQuantity parse_quantity(std::string_view text) {
  const std::string_view whole = text;
  if (text.empty()) return {std::nullopt, "an empty text is no quantity"};
  const bool negative = text[0] == '-';
  if (negative || text[0] == '+') text.remove_prefix(1);
  std::string digits;
  long exponent = 0;
  bool any = false;
  bool fraction = false;
  size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !fraction)); ++at) {
    if (text[at] == '.') {
      fraction = true;
      continue;
    }
    any = true;
    if (fraction) --exponent;
    if (!digits.empty() || text[at] != '0') digits += text[at];
  }
  if (!any) return {std::nullopt, fmt::format("a quantity begins with a number, '{}' does not", whole)};
  const std::string_view suffix = text.substr(at);
  int binary = 0;
  if (const Suffix* known = find_suffix(suffix)) {
    exponent += known->decimal;
    binary = known->binary;
  } else if (const std::optional<int> power = read_exponent(suffix)) {
    exponent += *power;
  } else {
    return {std::nullopt, suffix_problem(suffix)};
  }
  const Nanos nanos = scale(digits, exponent, binary);
  return {Quantity{negative ? -nanos : nanos}, {}};
}

}  // namespace plimsoll::kubernetes
