// The layout of the compiled facts, shared by compile.cc, which writes it, and facts.cc, which reads it.
//
// One block of 32-bit words: [offset in words of the strings][nodes …][sorted child lists …][string bytes …].
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
  sorted,  // word offset of the child indices in the order that precedes() says: of the keys of a map, of the texts of
           // a list of scalars; 0 for other lists
};
inline constexpr uint32_t kNodeWords = 8;
inline constexpr uint32_t kHeaderWords = 1;

// Shorter keys stand first: most steps of a search then compare two numbers.
inline bool precedes(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

}  // namespace plimsoll::facts_format
