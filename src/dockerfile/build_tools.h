// What of a Dockerfile builds programs: the commands that compile, and the tools for it that stay in a layer.
//
// The facts are rules/data/build-tools.yaml. One RUN is looked at as a whole, for what it installs and removes again
// never reaches the image.
//
//   for_each_command(stage, [](const shell::Command& command) { if (auto build = build_of(command)) … });
//   for (const Tools& tools : tools_left_by(run, {}, {})) …   // apt-get install gcc make
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/model.h"
#include "option.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {

// The stage and those below it, the final one first.
std::vector<const Stage*> chain_of(const Stage& stage);

// Calls visit(command) for what RUN runs in a stage, its triggers included.
template <class Visit>
void for_each_command(const Stage& stage, Visit visit) {
  for (const Instruction* instruction : stage.instructions) {
    if (instruction->keyword == Keyword::onbuild) instruction = static_cast<const Onbuild*>(instruction)->trigger.get();
    if (!instruction || instruction->keyword != Keyword::run) continue;
    for (const shell::Script* script : instruction->scripts) {
      for (const shell::Command& command : script->commands) visit(command);
    }
  }
}

struct Build {
  const shell::Command* command = nullptr;
  std::string_view language;   // "Go", "C or C++"
  bool yields_static = false;  // files that need no runtime of the language
};
// The command compiles or bundles a program.
std::optional<Build> build_of(const shell::Command& command);
// The build is one for which an image with that toolchain is made; make builds anything.
bool serves(std::string_view toolchain, const Build& build);

struct Tool {
  std::string name;
  Span span;
};
// The build tools that one command brings.
struct Tools {
  const shell::Command* command = nullptr;
  std::vector<Tool> tools;
  std::string group;  // by which apk removes them again
};
struct ToolsOfRun {
  std::vector<Tools> left;
  bool removes_some = false;  // brings tools that it takes away again
};
// `extra` and `spared` are globs of package names.
ToolsOfRun tools_of(const Instruction& run, Names extra, Names spared);

// The program that the image starts with: of ENTRYPOINT, else of CMD; nullptr if none is known.
const shell::Command* start_of(const Stage& stage);
// The program is a build tool, or one that such a tool serves at run time: "java" for a JDK.
bool starts_with_tool(const shell::Command& start, const Tools& tools);
// The program serves files.
bool serves_files(const shell::Command& start);

// The words of a name say that it is for building, testing or developing: "app-builder", "Dockerfile.dev".
bool is_build_name(std::string_view name);
// So says the name of the final stage or of the file or its folder.
bool is_for_building(const Stage& stage, std::string_view path);

}  // namespace plimsoll::dockerfile
