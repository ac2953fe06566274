#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule zypper_dist_upgrade = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .aliases = {"hadolint:DL3035"},
    .programs = {"zypper"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          const Run* run = run_of(*call.command);
          const std::string_view subcommand = subcommand_of(call);
          if (!run || (subcommand != "dist-upgrade" && subcommand != "dup")) return;
          // Tumbleweed has no releases: there it is the normal update.
          if (run->stage && run->stage->root->image_text.value.find("tumbleweed") != std::string::npos) return;
          ctx.report(call.subcommand, "'zypper {}' may move the image to another release than that of its base",
                     subcommand);
        },
};

}  // namespace plimsoll::dockerfile
