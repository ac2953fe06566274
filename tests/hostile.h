// How much hostile input a test needs.
#pragma once

namespace plimsoll {

// Large enough that quadratic time shows. Sanitizers look for wrong accesses, which show in less, and are slow.
constexpr int hostile(int count) {
#ifdef PLIMSOLL_SANITIZED
  return count / 8;
#else
  return count;
#endif
}

}  // namespace plimsoll
