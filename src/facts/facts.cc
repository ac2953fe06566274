#include "facts/facts.h"

#include "facts/format.h"

extern "C" const uint32_t plimsoll_facts[];  // facts.S includes the block that compile.cc wrote

namespace plimsoll {
namespace {

using namespace facts_format;

const uint32_t* node_at(uint32_t index) { return plimsoll_facts + kHeaderWords + index * kNodeWords; }

std::string_view bytes(uint32_t begin, uint32_t size) {
  return {reinterpret_cast<const char*>(plimsoll_facts + plimsoll_facts[0]) + begin, size};
}

// The child of a map or list whose key or text, as `begin` and `size` say where it stands, is `wanted`; nullptr if
// none.
const uint32_t* find_child(const uint32_t* parent, Word begin, Word size, std::string_view wanted) {
  const uint32_t* table = plimsoll_facts + parent[lookup];
  const uint32_t mask = *table++, wanted_hash = hash(wanted);
  for (uint32_t i = wanted_hash & mask; const uint32_t index = table[i * kSlotWords + 1]; i = (i + 1) & mask) {
    if (table[i * kSlotWords] != wanted_hash) continue;
    const uint32_t* node = node_at(index);
    if (bytes(node[begin], node[size]) == wanted) return node;
  }
  return nullptr;
}

}  // namespace

std::string_view Fact::string() const {
  return node_ && node_[kind] == scalar ? bytes(node_[text_begin], node_[text_size]) : std::string_view();
}

std::string_view Fact::key() const { return bytes(node_[key_begin], node_[key_size]); }

Fact Fact::child(size_t index) const { return Fact(node_at(node_[first_child] + static_cast<uint32_t>(index))); }

size_t Fact::size() const { return node_ && node_[kind] != scalar ? node_[child_count] : 0; }

Fact Fact::operator[](std::string_view wanted) const {
  if (!node_ || node_[kind] != map) return {};
  return Fact(find_child(node_, key_begin, key_size, wanted));
}

bool Fact::has(std::string_view word) const {
  if (!node_) return false;
  if (node_[kind] == map) return find_child(node_, key_begin, key_size, word);
  return node_[kind] == list && node_[lookup] != 0 && find_child(node_, text_begin, text_size, word);
}

Fact root_fact() { return Fact(node_at(0)); }

namespace facts {
Fact table(std::string_view name) { return root_fact()[name]; }
}  // namespace facts

}  // namespace plimsoll
