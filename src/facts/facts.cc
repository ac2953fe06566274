#include "facts/facts.h"

namespace plimsoll {

using namespace facts_format;

// The child of a map or list whose key or text, as `begin` and `size` say where it stands, is `wanted`; nullptr if
// none.
const uint32_t* Fact::find(const uint32_t* parent, Word begin, Word size, std::string_view wanted) {
  const uint32_t* table = plimsoll_facts + parent[lookup];
  const uint32_t mask = *table++, wanted_hash = hash(wanted);
  for (uint32_t i = wanted_hash & mask; const uint32_t index = table[i * kSlotWords + 1]; i = (i + 1) & mask) {
    if (table[i * kSlotWords] != wanted_hash) continue;
    const uint32_t* node = node_at(index);
    if (bytes(node[begin], node[size]) == wanted) return node;
  }
  return nullptr;
}

Fact Fact::operator[](std::string_view wanted) const {
  if (!node_ || node_[kind] != map) return {};
  return Fact(find(node_, key_begin, key_size, wanted));
}

bool Fact::has(std::string_view word) const {
  if (!node_) return false;
  if (node_[kind] == map) return find(node_, key_begin, key_size, word);
  return node_[kind] == list && node_[lookup] != 0 && find(node_, text_begin, text_size, word);
}

Fact root_fact() { return Fact(Fact::node_at(0)); }

namespace facts {
Fact table(std::string_view name) { return root_fact()[name]; }
}  // namespace facts

}  // namespace plimsoll
