#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/static_builds.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

// What a stage may run and still need nothing of its system.
bool is_small_change(const shell::Command& command) {
  for (std::string_view program : {"useradd",  "adduser", "groupadd", "addgroup", "mkdir",
                                   "chown",    "chmod",   "ln",       "rm",       "update-ca-certificates",
                                   "set",      "apt-get", "apt",      "apk",      "dnf",
                                   "microdnf", "yum",     "true",     "touch",    "install",
                                   "cd",       "echo"}) {
    if (command.base != program) continue;
    const auto& install = command.install;
    return !install ||
           std::all_of(install->packages.begin(), install->packages.end(), [](const shell::Package& package) {
             return package.name == "ca-certificates" || package.name == "tzdata";
           });
  }
  return false;
}

bool needs_its_system(const Stage& stage) {
  for (const Stage* each : chain_of(stage)) {
    bool needs = false;
    for_each_command(*each, [&](const shell::Command& command) { needs = needs || !is_small_change(command); });
    if (needs) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule static_binary_on_full_base = {
    .severity = Severity::info,
    .group = Group::image_size,
    .replaces = {"large-base-image"},
    .check =
        [](const Stage& stage, Context& ctx) {
          const Stage& root = *stage.root;
          if (!stage.final || !root.from || !root.external() || !root.image_known || root.windows) return;
          const auto system = system_of(root.image);
          if (!system || system->package_manager.empty() || system->libc == "musl") return;
          std::optional<StaticBuild> found;
          const Stage* source_before = nullptr;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword != Keyword::copy) continue;
            const Copy& copy = static_cast<const Copy&>(*instruction);
            const Flag* from = copy.flag("from");
            // Other files may need anything.
            if (!from || !from->value) return;
            const StageReference source = copy.model->stage_reference(from->value->text, copy);
            if (source.kind != StageReference::Kind::earlier) return;
            if (source.stage == source_before) continue;
            source_before = source.stage;
            const auto build = build_in(*source.stage);
            if (found || !build || build->links != Links::statically) return;
            found = build;
          }
          if (!found || needs_its_system(stage)) return;
          ctx.report(root.from->image->span, "a static {} program needs nothing of '{}'; scratch or distroless will do",
                     found->language, root.image_text.value)
              .covers(root.from->image->span)
              .note(found->command->span, "it is built here");
        },
};

}  // namespace plimsoll::dockerfile
