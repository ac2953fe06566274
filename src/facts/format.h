// The layout of the compiled facts, shared by compile.cc, which writes it, and facts.cc, which reads it.
//
// One block of 32-bit words: [offset in words of the strings][nodes …][look-up lists …][string bytes …].
// Node n takes kNodeWords words; offsets count from the start of the block, so that the block needs no relocation.
// The root, node 0, is a map from table name to table.
#pragma once

#include <cstdint>
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
  hashes,  // word offset of the sorted hashes of the keys of a map, or of the texts of a list of scalars, and behind
           // them of the indices of the children that have them; 0 for other lists
};
inline constexpr uint32_t kNodeWords = 8;
inline constexpr uint32_t kHeaderWords = 1;

// FNV-1a.
inline uint32_t hash(std::string_view text) {
  uint32_t value = 2166136261u;
  for (char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619u;
  return value;
}

}  // namespace plimsoll::facts_format
