#include "context.h"
#include "dockerfile/build_tools.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

// What another command does with the files that are found, in a pipe or a loop over them, is taken for it.
bool strips(const shell::Command& command) {
  if (command.base != "find") return false;
  bool looks = false, takes = false;
  for (const shell::Word& word : command.arguments) {
    looks |= word.text == "-perm";
    takes |= word.text == "chmod" || word.text == "rm" || word.text == "-delete";
  }
  return looks && (takes || command.pipeline_length > 1 || command.depth > 0);
}

}  // namespace

extern constinit const Rule setuid_binaries_not_removed = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"cis-docker:4.8", "dockle:CIS-DI-0008"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || !stage.from || !stage.from->image || !stage.root->external() || stage.windows) return;
          const auto system = system_of(stage.root->image);
          if (!system || system->package_manager.empty()) return;
          bool stripped = false;
          for (const Stage* each : chain_of(stage)) {
            for_each_command(*each, [&](const shell::Command& command) { stripped |= strips(command); });
          }
          if (!stripped) {
            ctx.report(stage.from->image->span, "the setuid programs of '{}' stay in the image",
                       stage.root->image_text.value);
          }
        },
};

}  // namespace plimsoll::dockerfile
