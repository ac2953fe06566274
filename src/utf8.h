// UTF-8 read one code point at a time, with invalid bytes as they come.
//
//   for (size_t at = 0; at < text.size(); at += head.size) { head = decode(text.substr(at)); … }
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace plimsoll {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct CodePoint {
  char32_t value = 0;  // kReplacementCharacter for a byte that is not valid UTF-8
  uint32_t size = 1;   // in bytes
  bool valid = true;
};

// The code point at the head of `text`, which is not empty.
inline CodePoint decode(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const CodePoint invalid{kReplacementCharacter, 1, false};
  const uint32_t size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (size == 0 || size > text.size()) return invalid;
  char32_t value = lead & (0xFF >> (size + 1));
  for (uint32_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return invalid;
    value = value << 6 | (byte(i) & 0x3F);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return invalid;
  return {value, size, true};
}

// Its beginning for messages: at most so many bytes, and whole characters.
inline std::string_view beginning_of(std::string_view text, size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (text[most] & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

// Appends the code point; for an invalid byte the replacement character.
inline void append_valid(std::string& out, std::string_view text, CodePoint head) {
  if (head.valid) {
    out.append(text.substr(0, head.size));
  } else {
    out.append("\xEF\xBF\xBD");
  }
}

}  // namespace plimsoll
