// What helpers found out about the nodes of files, so that the next rule that asks need not work it out again.
//
// A MemoScope is open on a thread while the trees of some files stand still and rules run over them. Outside of one
// nothing is remembered, so that tests may ask about trees that come and go. A key is the address of a node of those
// trees. What is given stays until the scope ends, outside of one until the next question.
//
//   const std::vector<PlacedSecret>& literal_secrets(const Instruction& instruction) {
//     thread_local Memo<std::vector<PlacedSecret>> memo;
//     return memo.get(&instruction, [&] { return Search(instruction).run(); });
//   }
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace plimsoll {

class MemoScope {
 public:
  MemoScope() { number() = ++last(); }
  ~MemoScope() { number() = 0; }
  MemoScope(const MemoScope&) = delete;
  MemoScope& operator=(const MemoScope&) = delete;

  // Of the scope that is open on this thread, 0 if none; never the same twice.
  static uint64_t current() { return number(); }

 private:
  static uint64_t& number() {
    thread_local uint64_t number = 0;
    return number;
  }
  static uint64_t& last() {
    thread_local uint64_t last = 0;
    return last;
  }
};

// Belongs to one thread.
template <class Value>
class Memo {
 public:
  template <class Make>
  const Value& get(const void* key, Make make) {
    const uint64_t now = MemoScope::current();
    if (now == 0) {
      unscoped_.emplace(make());
      return *unscoped_;
    }
    if (scope_ != now) {
      values_.clear();
      scope_ = now;
    }
    const auto found = values_.find(key);
    if (found != values_.end()) return found->second;
    // Making one may ask for others.
    return values_.emplace(key, make()).first->second;
  }

 private:
  std::unordered_map<const void*, Value> values_;
  std::optional<Value> unscoped_;
  uint64_t scope_ = 0;
};

}  // namespace plimsoll
