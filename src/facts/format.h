// The layout of the compiled facts, shared by compile.cc, which writes it, and facts.cc, which reads it.
//
// One block of 32-bit words: [offset in words of the strings][nodes …][look-up tables …][string bytes …].
// Node n takes kNodeWords words; offsets count from the start of the block, so that the block needs no relocation.
// The root, node 0, is a map from table name to table.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace plimsoll::facts_format {

enum Kind : uint32_t { scalar, list, map };

// Words of a node.
enum Word : uint32_t {
  kind,
  key_begin,  // bytes into the strings
  key_size,
  text_begin,  // scalars
  text_size,
  first_child,  // lists and maps: index of the first child node; children are contiguous, in file order
  child_count,
  lookup,  // word offset of the look-up table of the keys of a map, or of the texts of a list of scalars; 0 for others
};
inline constexpr uint32_t kNodeWords = 8;
inline constexpr uint32_t kHeaderWords = 1;

// A look-up table is its mask, a power of two less one, and mask + 1 slots of two words each: the hash of a word and
// the index of the node that has it, or 0 and 0. A word stands in the first free slot from its hash & mask on, round
// the end; at least half of the slots are free.
inline constexpr uint32_t kSlotWords = 2;

// Reads up to eight bytes at a time, some of them twice, for most look-ups are of short words. The program that
// compiles the facts runs on the kind of machine that reads them.
inline uint32_t hash(std::string_view text) {
  constexpr uint64_t odd = 0x9e3779b97f4a7c15u;  // 2^64 over the golden ratio
  uint64_t value = text.size();
  const auto mix = [&](uint64_t part) {
    value = (value ^ part) * odd;
    value ^= value >> 32;
  };
  const auto eight = [&](size_t at) {
    uint64_t part;
    std::memcpy(&part, text.data() + at, sizeof part);
    return part;
  };
  const auto four = [&](size_t at) {
    uint32_t part;
    std::memcpy(&part, text.data() + at, sizeof part);
    return uint64_t{part};
  };
  const size_t size = text.size();
  if (size >= 8) {
    for (size_t at = 0; at + 8 < size; at += 8) mix(eight(at));
    mix(eight(size - 8));
  } else if (size >= 4) {
    mix(four(0) << 32 | four(size - 4));
  } else if (size > 0) {
    const auto byte = [&](size_t at) { return uint64_t{static_cast<unsigned char>(text[at])}; };
    mix(byte(0) << 16 | byte(size / 2) << 8 | byte(size - 1));
  }
  return static_cast<uint32_t>(value);
}

}  // namespace plimsoll::facts_format
