// Spans with a value each, one inside the other or side by side, and the innermost one around a byte.
//
//   Nested<int> scopes;
//   scopes.add({0, 100}, 1);
//   scopes.add({10, 20}, 2);
//   scopes.build();
//   *scopes.find(15);   // 2
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "source.h"

namespace plimsoll {

template <class T>
class Nested {
 public:
  void add(Span scope, T value) { entries_.push_back({scope, std::move(value), -1}); }

  // After the last add(). Of several values for one span the first counts.
  void build() {
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return a.scope.begin != b.scope.begin ? a.scope.begin < b.scope.begin : a.scope.end > b.scope.end;
    });
    entries_.erase(std::unique(entries_.begin(), entries_.end(),
                               [](const Entry& a, const Entry& b) { return a.scope == b.scope; }),
                   entries_.end());
    for (size_t i = 1; i < entries_.size(); ++i) {
      // Those that end where their follower does or before it have no byte from there on that it does not have.
      int parent = static_cast<int>(i) - 1;
      while (parent >= 0 && entries_[static_cast<size_t>(parent)].scope.end <= entries_[i].scope.end) {
        parent = entries_[static_cast<size_t>(parent)].parent;
      }
      entries_[i].parent = parent;
    }
  }

  // nullptr if there is none.
  const T* find(uint32_t offset) const {
    const auto after = std::upper_bound(entries_.begin(), entries_.end(), offset,
                                        [](uint32_t at, const Entry& entry) { return at < entry.scope.begin; });
    int at = static_cast<int>(after - entries_.begin()) - 1;
    while (at >= 0 && offset >= entries_[static_cast<size_t>(at)].scope.end) {
      at = entries_[static_cast<size_t>(at)].parent;
    }
    return at < 0 ? nullptr : &entries_[static_cast<size_t>(at)].value;
  }

  bool empty() const { return entries_.empty(); }

 private:
  struct Entry {
    Span scope;
    T value;
    int parent;  // index of the nearest one before it that ends later, -1 if none
  };
  std::vector<Entry> entries_;
};

}  // namespace plimsoll
