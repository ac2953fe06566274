// Text -> Script: which commands run in it.
//
// The scripts of an instruction are its own text, the bodies of heredocs that a shell reads, and those of the trigger
// of an ONBUILD. Every function is total and linear; what cannot be read is missing from `commands` and named in
// `errors`.
//
//   for (const auto& script : shell::scripts_of(instruction, source, Dialect::sh))
//     for (const shell::Command& command : script->commands) …
#pragma once

#include <memory>
#include <vector>

#include "dockerfile/ast.h"
#include "mapped_text.h"
#include "shell/script.h"
#include "source.h"

namespace plimsoll::shell {

// `dialect` is what the stage's SHELL speaks; Windows shells and unknown ones give scripts without commands.
std::vector<std::unique_ptr<Script>> scripts_of(const dockerfile::Instruction& instruction, const Source& source,
                                                Dialect dialect);

// The body of a heredoc without what <<- removes, and with LF at the end of lines.
MappedText body_of(const dockerfile::Heredoc& heredoc, const Source& source);

// Any text that a shell reads, such as the argument of `sh -c` in a manifest.
std::unique_ptr<Script> parse(MappedText text, Dialect dialect);

// The words of an exec form, read by no shell unless they name one: ["sh", "-c", "…"].
std::unique_ptr<Script> parse_exec(const std::vector<MappedText>& words);

}  // namespace plimsoll::shell
