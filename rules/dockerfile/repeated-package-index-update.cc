#include <optional>

#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Action;

// An update that is needed again: sources or keys changed, or files came that may have.
bool changes_sources(const shell::Command& command) {
  for (std::string_view name : {"add-apt-repository", "apt-add-repository", "apt-key", "gpg", "tee", "curl", "wget",
                                "sed", "dpkg", "bash", "sh", "rpm", "cp", "mv", "install", "echo", "printf", "cat"}) {
    if (command.base == name) return true;
  }
  return command.base.empty() || !command.redirects.empty();
}

struct Update {
  std::string_view family;
  Span place;
  std::string words;
};

struct Seen {
  std::optional<Update> update;
  bool installs = false;
  bool changes = false;  // before the update
};

Seen look_at(const Run& run) {
  Seen seen;
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      const auto call = system_call(command);
      if (!call) {
        if (changes_sources(command)) seen.changes = true;
        continue;
      }
      const std::string_view family = call->facts["family"].string();
      if (family != "apt" && family != "apk" && family != "zypper") continue;
      if (call->action == Action::update && !seen.update && !mounts_cache(run, call->facts)) {
        seen.update = {family, call->subcommand, command.base + " " + std::string(subcommand_of(*call))};
      }
      if (call->action == Action::install && seen.update && seen.update->family == family) seen.installs = true;
    }
  }
  return seen;
}

}  // namespace

extern constinit const Rule repeated_package_index_update = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .profile = Profile::strict,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.shipped) return;
          std::optional<Update> first;
          for (const Instruction* each : stage.instructions) {
            switch (each->keyword) {
              case Keyword::copy:
              case Keyword::add:
              case Keyword::arg:
              case Keyword::user:
              case Keyword::onbuild:
                first.reset();
                break;
              case Keyword::run: {
                const Seen seen = look_at(static_cast<const Run&>(*each));
                if (seen.changes) first.reset();
                if (!seen.update || !seen.installs || seen.changes) break;
                if (first && first->family == seen.update->family) {
                  ctx.report(seen.update->place, "'{}' loads the index again; one RUN could install all of it",
                             seen.update->words)
                      .note(first->place, "loaded here before");
                } else {
                  first = seen.update;
                }
                break;
              }
              default:
                break;
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
