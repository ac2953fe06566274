// Which steps of a stage are costly to repeat, and what comes before them that changes often.
//
// The facts are rules/data/layer-order.yaml.
#pragma once

#include <optional>
#include <string_view>

#include "dockerfile/model.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {

// A COPY or ADD of the whole context, and the word that says so.
struct BroadCopy {
  const Transfer* by;
  const Word* source;
};
std::optional<BroadCopy> broad_copy(const Instruction& instruction);

// The package manager is that of the system, and the packages come from its repositories by name.
bool installs_system_packages(const shell::Install& install);
// It installs what files of the project list.
bool installs_dependencies(const shell::Install& install);
// It installs programs or libraries by their names, so that it needs nothing of the project.
bool installs_named(const shell::Install& install);
// The files that `installs_dependencies` reads, as a text: "go.mod and go.sum". Empty if none are known.
std::string_view manifests_of(std::string_view manager);

// The first command of a RUN that installs or compiles, and its place; nullopt if there is none.
struct Costly {
  const shell::Command* command;
  Span place;
};
std::optional<Costly> costly_step(const Instruction& run);

}  // namespace plimsoll::dockerfile
