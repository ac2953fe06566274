// memo.h for commands: only those of the file's own scripts are remembered, for others, which some rule made for itself
// out of a file of the build context, do not stay where they are.
#pragma once

#include <algorithm>
#include <functional>

#include "dockerfile/ast.h"
#include "memo.h"
#include "shell/script.h"

namespace plimsoll::shell {

inline bool stays(const Command& command) {
  constexpr size_t enough = 8;  // an instruction of more scripts is no real one
  const Script* script = command.script;
  if (!script || !script->instruction) return false;
  const auto& scripts = script->instruction->scripts;
  const auto end = scripts.begin() + static_cast<std::ptrdiff_t>(std::min(scripts.size(), enough));
  if (std::find(scripts.begin(), end, script) == end) return false;
  const std::less<const Command*> before;
  const Command* first = script->commands.data();
  return !before(&command, first) && before(&command, first + script->commands.size());
}

template <class Value>
class CommandMemo {
 public:
  template <class Make>
  Value get(const Command& command, Make make) {
    return stays(command) ? memo_.get(&command, make) : make();
  }

 private:
  Memo<Value> memo_;
};

}  // namespace plimsoll::shell
