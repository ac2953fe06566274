// An array of numbers of which every version stays readable: a set() makes a new version and shares the rest.
//
// The variables in force at each instruction are one version each. It is a tree of 16-fold nodes whose depth depends on
// the size alone, so get() and set() take log16(size) steps, and a set() as many nodes of 64 bytes. Version 0 is all
// zeros.
//
//   PersistentArray array(100);
//   auto version = array.set(0, 42, 7);   // array.get(version, 42) == 7, array.get(0, 42) == 0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plimsoll::dockerfile {

class PersistentArray {
 public:
  using Version = uint32_t;

  explicit PersistentArray(size_t size) {
    // The node of zeros is its own child, on every level.
    nodes_.emplace_back();
    while (shift_ < 60 && (size >> shift_) > 16) shift_ += 4;
  }

  uint32_t get(Version version, size_t index) const {
    for (int shift = shift_; shift > 0; shift -= 4) version = nodes_[version][(index >> shift) & 15];
    return nodes_[version][index & 15];
  }

  Version set(Version version, size_t index, uint32_t value) { return copy(version, index, value, shift_); }

 private:
  // As deep as the tree: at most 16 calls.
  Version copy(Version version, size_t index, uint32_t value, int shift) {
    if (shift > 0) value = copy(nodes_[version][(index >> shift) & 15], index, value, shift - 4);
    std::array<uint32_t, 16> node = nodes_[version];
    node[(index >> shift) & 15] = value;
    nodes_.push_back(node);
    return static_cast<Version>(nodes_.size() - 1);
  }

  std::vector<std::array<uint32_t, 16>> nodes_;
  int shift_ = 0;
};

}  // namespace plimsoll::dockerfile
