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

}  // namespace

std::string_view Fact::string() const {
  return node_ && node_[kind] == scalar ? bytes(node_[text_begin], node_[text_size]) : std::string_view();
}

std::string_view Fact::key() const { return bytes(node_[key_begin], node_[key_size]); }

Fact Fact::child(size_t index) const { return Fact(node_at(node_[first_child] + static_cast<uint32_t>(index))); }

size_t Fact::size() const { return node_ && node_[kind] != scalar ? node_[child_count] : 0; }

Fact Fact::operator[](std::string_view wanted) const {
  if (!node_ || node_[kind] != map) return {};
  const uint32_t* order = plimsoll_facts + node_[sorted];
  size_t low = 0, high = node_[child_count];
  while (low < high) {
    const size_t middle = (low + high) / 2;
    const uint32_t* node = node_at(order[middle]);
    const uint32_t size = node[key_size];
    if (size != wanted.size() ? size < wanted.size() : bytes(node[key_begin], size) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == node_[child_count]) return {};
  const Fact found(node_at(order[low]));
  return found.key() == wanted ? found : Fact();
}

bool Fact::has(std::string_view word) const {
  if (!node_) return false;
  if (node_[kind] == map) return (*this)[word].exists();
  if (node_[kind] != list) return false;
  const uint32_t* item = node_at(node_[first_child]);
  for (uint32_t left = node_[child_count]; left > 0; --left, item += kNodeWords) {
    if (item[kind] == scalar && item[text_size] == word.size() && bytes(item[text_begin], item[text_size]) == word)
      return true;
  }
  return false;
}

Fact root_fact() { return Fact(node_at(0)); }

namespace facts {
Fact table(std::string_view name) { return root_fact()[name]; }
}  // namespace facts

}  // namespace plimsoll
