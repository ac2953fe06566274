// The diagnostics of a file, as they wait for the end of the run: packed, as a Diagnostic is mostly room for what it
// does not have, and all findings of a run are in memory at once.
//
//   file.diagnostics = PackedDiagnostics(found);
//   for (const Diagnostic& diagnostic : file.diagnostics) …  // unpacked one at a time, good until the next
//   std::vector<Diagnostic> all = file.diagnostics.unpack();
#pragma once

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostic.h"

namespace plimsoll {

class PackedDiagnostics {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Diagnostic;
    using difference_type = std::ptrdiff_t;
    using pointer = const Diagnostic*;
    using reference = const Diagnostic&;

    Iterator(std::string_view packed, size_t left);
    const Diagnostic& operator*() const { return current_; }
    const Diagnostic* operator->() const { return &current_; }
    Iterator& operator++();
    bool operator==(const Iterator& other) const { return left_ == other.left_; }

   private:
    std::string_view packed_;  // behind the current one
    size_t left_;              // with the current one
    Diagnostic current_;
  };

  PackedDiagnostics() = default;
  // All of one path.
  explicit PackedDiagnostics(const std::vector<Diagnostic>& diagnostics);

  bool empty() const { return count_ == 0; }
  size_t size() const { return count_; }
  Iterator begin() const { return {packed_, count_}; }
  Iterator end() const { return {{}, 0}; }
  std::vector<Diagnostic> unpack() const;

 private:
  std::string packed_;
  size_t count_ = 0;
};

// Leaves out those of which `drop` says so, and returns their number.
template <class Drop>
size_t erase_if(PackedDiagnostics& diagnostics, Drop drop) {
  std::vector<Diagnostic> kept;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!drop(diagnostic)) kept.push_back(diagnostic);
  }
  const size_t dropped = diagnostics.size() - kept.size();
  if (dropped > 0) diagnostics = PackedDiagnostics(kept);
  return dropped;
}

}  // namespace plimsoll
