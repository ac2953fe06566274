// The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK in their two forms, and which of them a container starts with.
//
//   exec_form(cmd);            // CMD nginx -g "daemon off;"  ->  ["nginx", "-g", "daemon off;"]
//   shell_script(line);        // ["bash", "-lc", "make"]     ->  2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/model.h"
#include "finding.h"

namespace plimsoll::dockerfile {

// nullptr for the other instructions, and for HEALTHCHECK NONE.
const CommandLine* command_line_of(const Instruction& instruction);

// ["a", "b \"c\""]
std::string json_array(const std::vector<std::string_view>& words);
// The array that starts the same program as the shell form; nullopt where the shell has something to do: variables,
// lists, redirections, its own commands.
std::optional<std::string> exec_form(const Instruction& instruction);
// The shell form as an array in which the shell makes way for the program: ["/bin/sh", "-c", "exec java $OPTS"]. Of one
// simple command only.
std::optional<std::string> exec_form_with_shell(const Instruction& instruction);
// In an exec form that runs a shell with -c: the index of its script, 0 if there is none.
size_t shell_script(const CommandLine& line);
// exec stands before the command.
bool has_exec(const shell::Command& command);

// Calls visit(instruction, entrypoint) for each instruction of the stages, triggers included, with the last ENTRYPOINT
// of its stage or of those below; nullptr if there is none.
template <class Visit>
void for_each_with_entrypoint(const File& file, Visit visit) {
  std::vector<const Instruction*> entrypoints;
  for (const auto& stage : file.model->stages()) {
    const Instruction* entrypoint = stage->parent ? entrypoints[stage->parent->index] : nullptr;
    for (const Instruction* instruction : stage->instructions) {
      if (instruction->keyword == Keyword::entrypoint) entrypoint = instruction;
    }
    entrypoints.push_back(entrypoint);
    for (const Instruction* instruction : stage->instructions) {
      if (instruction->keyword == Keyword::onbuild)
        instruction = static_cast<const Onbuild*>(instruction)->trigger.get();
      if (instruction) visit(*instruction, entrypoint);
    }
  }
}

// The CMD in force at the end of a stage: an ENTRYPOINT drops the one that its stage has inherited. nullptr if there is
// none in the file.
const Cmd* command_of(const Stage& stage);

// Takes the whole lines of an instruction away.
Edit removal_of(const Instruction& instruction, const Source& source);

}  // namespace plimsoll::dockerfile
