// Which three bytes stand side by side somewhere in a text: tells at once of most words that they are not in it.
// Without regard to the case of letters.
//
//   Trigrams trigrams;
//   trigrams.add(text);
//   if (trigrams.may_hold("sslverify")) … text.find("sslverify") …
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace plimsoll {

class Trigrams {
 public:
  void add(std::string_view text) {
    if (text.size() < 3) return;
    uint32_t last = next(next(0, text[0]), text[1]);
    for (char c : text.substr(2)) {
      last = next(last, c);
      bits_[last / 64] |= uint64_t{1} << last % 64;
    }
  }
  // False: no text that was added holds the word. Of a word of one or two bytes nothing is known.
  bool may_hold(std::string_view word) const {
    uint32_t last = 0;
    for (size_t i = 0; i < word.size(); ++i) {
      last = next(last, word[i]);
      if (i >= 2 && (bits_[last / 64] >> last % 64 & 1) == 0) return false;
    }
    return true;
  }

 private:
  static constexpr uint32_t kBits = 15;  // five of each byte, of which the last keeps all that tells letters apart
  static uint32_t next(uint32_t last, char c) {
    return ((last << 5) ^ (static_cast<unsigned char>(c) | 0x20u)) & ((1u << kBits) - 1);
  }

  std::array<uint64_t, (1u << kBits) / 64> bits_{};
};

}  // namespace plimsoll
