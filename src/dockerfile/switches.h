// Switches that turn a check off, wherever they are set: a flag of a program, a variable, a setting in its words or in
// a file. Which ones is said by an entry of rules/data/verification-switches.yaml.
//
//   for (const Switch& each : switches_in(command, entry)) ctx.report(each.span, "'{}' …", each.text);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/ast.h"
#include "facts/facts.h"
#include "finding.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {

struct Switch {
  Span span;
  std::string text;                   // the flag, or name and value as written
  const shell::Word* flag = nullptr;  // the word, if a flag of the command is it
  char letter = 0;                    // of a flag that stands among others: the k of -sSk
};
// By its flags, by settings in its words, in assignments before it, or in text that it writes into a file.
std::vector<Switch> switches_in(const shell::Command& command, Fact entry);
// By ENV and ARG, or in the heredocs of COPY and ADD.
std::vector<Switch> switches_in(const Instruction& instruction, Fact entry);

// The flags among the words of a command: "--x" also as --x=…, unless that says no; "-k" also in -sSk.
std::vector<Switch> flags_in(const shell::Command& command, Fact flags);
// Takes the flag from its command; nothing if comments stand in the way.
std::optional<Edit> without(const shell::Command& command, const Switch& flag, std::string_view source);

}  // namespace plimsoll::dockerfile
