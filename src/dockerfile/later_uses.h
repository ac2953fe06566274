// Files that wait for a command of a later RUN to name them.
//
//   LaterUses<Waiting> waiting;
//   waiting.add("app.zip", {…});
//   waiting.visit(run, [](const shell::Command& command, const Waiting& found) { … });   // found waits no more
//   for (const Waiting& left : waiting.rest()) …
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "dockerfile/transfers.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {

// The program unpacks or moves archives.
inline bool unpacks(std::string_view program) {
  for (std::string_view each : {"tar", "bsdtar", "unzip", "7z", "7za", "7zr", "unrar", "jar", "cp", "mv", "find"}) {
    if (program == each) return true;
  }
  return program.empty() || program.starts_with("python");
}

template <class T>
class LaterUses {
 public:
  void add(const std::string& name, T value) { waiting_[name].push_back(std::move(value)); }

  // The commands of an instruction, each with the files whose base name is that of one of its words. Where a program
  // that unpacks has a word that may be any file nothing waits any more.
  template <class Visit>
  void visit(const Instruction& instruction, Visit visit) {
    if (waiting_.empty() || instruction.keyword != Keyword::run) return;
    for (const shell::Script* script : instruction.scripts) {
      for (const shell::Command& command : script->commands) {
        // The commands in the text of "sh -c" come by themselves.
        if (shell::dialect_of(command.base) != shell::Dialect::unknown && command.has_flag({"-c"})) continue;
        for (const shell::Word& word : command.arguments) {
          const std::string name = base_name(word.text);
          if (unpacks(command.base) && (has_wildcard(name) || name.find('$') != name.npos)) {
            waiting_.clear();
            return;
          }
          const auto found = waiting_.find(name.substr(name.rfind('=') + 1));
          if (found == waiting_.end()) continue;
          const std::vector<T> values = std::move(found->second);
          waiting_.erase(found);
          for (const T& value : values) visit(command, value);
        }
      }
    }
  }

  std::vector<T> rest() const {
    std::vector<T> all;
    for (const auto& [name, values] : waiting_) all.insert(all.end(), values.begin(), values.end());
    return all;
  }

 private:
  std::map<std::string, std::vector<T>> waiting_;
};

}  // namespace plimsoll::dockerfile
