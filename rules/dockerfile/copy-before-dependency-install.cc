#include <set>

#include "context.h"
#include "dockerfile/layer_order.h"

namespace plimsoll::dockerfile {
namespace {

// The files come another way, or what is installed is kept from build to build.
bool has_help(const Run& run) {
  for (const Mount& mount : run.mounts) {
    if (mount.type() == "cache" || mount.type() == "bind") return true;
  }
  return false;
}

// A workspace of many packages has many manifests.
bool is_workspace(const shell::Command& command) {
  for (const shell::Word& word : command.arguments) {
    if (word.text.starts_with("--filter") || word.text.starts_with("--workspace") || word.text == "-w" ||
        word.text == "-F" || word.text == "focus")
      return true;
  }
  return false;
}

template <class Visit>
void for_each_install(const Instruction& instruction, Visit visit) {
  if (instruction.keyword != Keyword::run) return;
  for (const shell::Script* script : instruction.scripts) {
    for (const shell::Command& command : script->commands) {
      const auto& install = command.install;
      // "pip install -e ." needs the sources.
      if (install && installs_dependencies(*install) && !command.has_flag({"-e", "--editable"})) visit(*install);
    }
  }
}

}  // namespace

extern constinit const Rule copy_before_dependency_install = {
    .severity = Severity::warning,
    .group = Group::build_cache,
    .check =
        [](const Stage& stage, Context& ctx) {
          size_t first = 0;
          std::optional<BroadCopy> copy;
          while (first < stage.instructions.size() && !(copy = broad_copy(*stage.instructions[first]))) ++first;
          if (!copy) return;
          std::set<std::string_view> before;
          for (size_t i = 0; i < first; ++i) {
            for_each_install(*stage.instructions[i],
                             [&](const shell::Install& install) { before.insert(install.manager); });
          }
          for (const Stage* parent = stage.parent; parent; parent = parent->parent) {
            for (const Instruction* instruction : parent->instructions) {
              for_each_install(*instruction, [&](const shell::Install& install) { before.insert(install.manager); });
            }
          }
          bool reported = false;
          for (size_t i = first + 1; i < stage.instructions.size() && !reported; ++i) {
            const Instruction& instruction = *stage.instructions[i];
            for_each_install(instruction, [&](const shell::Install& install) {
              if (reported || before.contains(install.manager) || is_workspace(*install.command)) return;
              if (has_help(static_cast<const Run&>(instruction))) return;
              reported = true;
              ctx.report(copy->source->span, "each change of any file repeats the install of {}; copy {} first",
                         install.manager, manifests_of(install.manager))
                  .severity(install.manager == "cargo" ? Severity::info : Severity::warning)
                  .note(install.subcommand, "the install");
            });
          }
        },
};

}  // namespace plimsoll::dockerfile
