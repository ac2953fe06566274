#include <algorithm>

#include "context.h"
#include "dockerfile/layer_order.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

bool is_toolchain_script(const shell::Command& command) {
  return command.base == "nvm" || command.base == "rustup" || command.base == "sdk" || command.base == "rustup-init";
}

bool is_relative_file(const shell::Word& word) {
  return word.text == "." || word.text.starts_with("./") || word.text.starts_with("../") ||
         word.text.starts_with("file:");
}

// The first command that fetches something, if the whole RUN does nothing that may need the files of the project.
std::optional<Span> independent_fetch(const Run& run) {
  std::optional<Span> found;
  const Fact harmless = facts::table("layer-order")["independent"];
  for (const Mount& mount : run.mounts) {
    if (mount.type() == "bind" || mount.type() == "cache") return std::nullopt;
  }
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      if (std::any_of(command.arguments.begin(), command.arguments.end(), is_relative_file)) return std::nullopt;
      const auto& call = command.call;
      if (call && call->action == shell::Action::install) {
        const auto& install = command.install;
        const bool global = install->manager != "npm" || command.has_flag({"-g", "--global"});
        const bool adds = install->manager == "go" || install->manager == "cargo" || install->manager == "pip" ||
                          install->manager == "npm" || install->manager == "gem" || install->manager == "pipx";
        if (!installs_named(*install) || installs_system_packages(*install) || !adds || !global) return std::nullopt;
        if (install->manager == "go" && install->packages[0].version.empty()) return std::nullopt;
        if (!found) found = install->subcommand;
      } else if (is_toolchain_script(command)) {
        if (!found) found = command.name.span;
      } else if (command.download) {
        if (!found) found = command.name.span;
      } else if (!(call && (call->action == shell::Action::update || call->action == shell::Action::clean)) &&
                 !command.name.text.empty() && !harmless.has(command.base)) {
        return std::nullopt;
      }
    }
    if (!script->errors.empty()) return std::nullopt;
  }
  return found;
}

}  // namespace

extern constinit const Rule run_order_invalidates_cache = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .check =
        [](const Stage& stage, Context& ctx) {
          std::optional<BroadCopy> copy;
          for (const Instruction* instruction : stage.instructions) {
            if (!copy) {
              copy = broad_copy(*instruction);
            } else if (instruction->keyword == Keyword::run && !instruction->scripts.empty()) {
              if (const auto place = independent_fetch(static_cast<const Run&>(*instruction))) {
                ctx.report(
                       *place,
                       "this needs no file of the project, and yet each change of one repeats it; do it before them")
                    .note(copy->source->span, "the files");
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
