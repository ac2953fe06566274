#include "kubernetes/cel_literals.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "kubernetes/cel_values.h"

namespace plimsoll::kubernetes {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_character(std::string& text, uint32_t character) {
  if (character < 0x80) {
    text += static_cast<char>(character);
    return;
  }
  const int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
  text += static_cast<char>((0xFF00 >> (more + 1) & 0xFF) | character >> 6 * more);
  for (int i = more - 1; i >= 0; --i) text += static_cast<char>(0x80 | (character >> 6 * i & 0x3F));
}

// The bytes of what stands behind a backslash; nothing if it names no character.
std::optional<size_t> append_escaped(std::string& value, std::string_view text) {
  constexpr std::string_view letters = "abfnrtv", meant = "\a\b\f\n\r\t\v";
  const char letter = text[0];
  const bool octal = letter >= '0' && letter <= '3';
  const size_t digits = octal ? 3 : letter == 'x' || letter == 'X' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  if (digits == 0) {
    const size_t known = letters.find(letter);
    value += known == letters.npos ? letter : meant[known];
    return 1;
  }
  const size_t begin = octal ? 0 : 1;
  const std::string_view number = text.substr(begin, digits);
  uint32_t character = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), character, octal ? 8 : 16);
  if (error != std::errc() || end != number.data() + digits || character > 0x10FFFF) return std::nullopt;
  append_character(value, character);
  return begin + digits;
}

}  // namespace

bool is_cel_string(std::string_view text) {
  if (text.starts_with('r') || text.starts_with('R')) text.remove_prefix(1);
  return text.starts_with('"') || text.starts_with('\'');
}

bool is_cel_number(std::string_view text) {
  if (text.starts_with('.')) text.remove_prefix(1);
  return !text.empty() && is_digit(text[0]);
}

CelLiteral read_cel_string(std::string_view text) {
  const bool raw = text[0] == 'r' || text[0] == 'R';
  size_t at = raw ? 1 : 0;
  const std::string thrice(3, text[at]);
  const std::string quote = text.substr(at).starts_with(thrice) ? thrice : std::string(1, text[at]);
  at += quote.size();
  std::string value;
  while (at < text.size() && !text.substr(at).starts_with(quote)) {
    if (raw || text[at] != '\\' || at + 1 == text.size()) {
      value += text[at++];
      continue;
    }
    const auto size = append_escaped(value, text.substr(at + 1));
    if (!size) return {.problem = "has a character behind a '\\' that is none"};
    at += 1 + *size;
  }
  if (at >= text.size()) return {.problem = fmt::format("lacks a closing {}", quote)};
  return {.value = cel_string(std::move(value)), .size = at + quote.size()};
}

CelLiteral read_cel_number(std::string_view text) {
  const char* const begin = text.data();
  const char* const last = begin + text.size();
  CelValue value = cel_integer(0);
  const bool hex = text.starts_with("0x") || text.starts_with("0X");
  auto [end, error] = std::from_chars(begin + (hex ? 2 : 0), last, value.integer, hex ? 16 : 10);
  if (!hex && (text[0] == '.' || (end != last && (*end == '.' || *end == 'e' || *end == 'E')))) {
    value = cel_number(0);
    const auto fraction = std::from_chars(begin, last, value.number);
    end = fraction.ptr;
    error = fraction.ec;
  }
  if (error == std::errc::invalid_argument) return {.problem = "has a number without digits"};
  if (error != std::errc()) return {.problem = "has a number that is too large"};
  const bool whole = is(value, CelValue::Kind::integer);
  if (whole && end != last && (*end == 'u' || *end == 'U')) ++end;  // unsigned ones are not told apart
  return {.value = std::move(value), .size = static_cast<size_t>(end - begin)};
}

}  // namespace plimsoll::kubernetes
