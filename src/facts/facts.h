// Facts that rules look up: the files below rules/data/, compiled into the program as one read-only tree.
//
// Nothing is parsed or allocated at run time; a Fact is a light view, valid for ever, and an absent one is empty.
//
//   Fact apt = facts::table("package-managers")["apt-get"];
//   for (Fact word : apt["install"].items()) … word.string() …
//   if (apt["yes-flags"].has("-y")) …
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "facts/format.h"

extern "C" const uint32_t plimsoll_facts[];  // facts.S includes the block that compile.cc wrote

namespace plimsoll {

class Fact {
 public:
  Fact() = default;
  bool exists() const { return node_ != nullptr; }
  const void* identity() const { return node_; }  // the same for the same fact only
  std::string_view string() const {               // of a scalar, as written; empty for the rest
    using namespace facts_format;
    return node_ && node_[kind] == scalar ? bytes(node_[text_begin], node_[text_size]) : std::string_view();
  }
  Fact operator[](std::string_view key) const;  // of a map, by its hash; absent for the rest
  size_t size() const {                         // of a map or list
    using namespace facts_format;
    return node_ && node_[kind] != scalar ? node_[child_count] : 0;
  }
  // A list of scalars holds this one, or a map this key.
  bool has(std::string_view word) const;

  struct Entry;
  template <class T>
  class Range;
  Range<Fact> items() const;     // of a list, or the values of a map, in file order
  Range<Entry> entries() const;  // of a map: key and value, in file order

 private:
  friend Fact root_fact();
  explicit Fact(const uint32_t* node) : node_(node) {}
  static const uint32_t* node_at(uint32_t index) {
    return plimsoll_facts + facts_format::kHeaderWords + index * facts_format::kNodeWords;
  }
  static std::string_view bytes(uint32_t begin, uint32_t size) {
    return {reinterpret_cast<const char*>(plimsoll_facts + plimsoll_facts[0]) + begin, size};
  }
  static const uint32_t* find(const uint32_t* parent, facts_format::Word begin, facts_format::Word size,
                              std::string_view wanted);
  Fact child(size_t index) const {
    return Fact(node_at(node_[facts_format::first_child] + static_cast<uint32_t>(index)));
  }
  std::string_view key() const { return bytes(node_[facts_format::key_begin], node_[facts_format::key_size]); }
  const uint32_t* node_ = nullptr;
  template <class T>
  friend class Range;
};

struct Fact::Entry {
  std::string_view key;
  Fact value;
};

template <class T>
class Fact::Range {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = T;
    Iterator() = default;
    Iterator(Fact parent, size_t index) : parent_(parent), index_(index) {}
    T operator*() const {
      const Fact value = parent_.child(index_);
      if constexpr (std::is_same_v<T, Entry>) {
        return {value.key(), value};
      } else {
        return value;
      }
    }
    Iterator& operator++() { return ++index_, *this; }
    Iterator operator++(int) { return {parent_, index_++}; }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.index_ == b.index_; }

   private:
    Fact parent_;
    size_t index_ = 0;
  };
  explicit Range(Fact parent) : parent_(parent) {}
  Iterator begin() const { return {parent_, 0}; }
  Iterator end() const { return {parent_, parent_.size()}; }

 private:
  Fact parent_;
};

inline Fact::Range<Fact> Fact::items() const { return Range<Fact>(*this); }
inline Fact::Range<Fact::Entry> Fact::entries() const { return Range<Entry>(*this); }

namespace facts {
// The file rules/data/NAME.yaml; absent if there is none.
Fact table(std::string_view name);
}  // namespace facts

}  // namespace plimsoll
