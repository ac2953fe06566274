#include "context.h"
#include "dockerfile/build_tools.h"

namespace plimsoll::dockerfile {

extern constinit const Rule curl_and_wget_both = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL4001", "trivy:DS-0014", "trivy:AVD-DS-0014", "trivy:DS014", "trivy:standardise-remote-get",
                "trivy:docker-standardise-remote-get", "kics:Run Using 'wget' and 'curl'",
                "kics:fc775e75-fcfb-4c98-b2f2-910c5858b359", "semgrep:use-either-wget-or-curl", "dockerlinter:ER0007"},
    .check =
        [](const Stage& stage, Context& ctx) {
          struct Seen {
            const shell::Command* first = nullptr;
            bool told = false;
          };
          Seen seen[2];  // triggers run in another build
          for_each_command(stage, [&](const shell::Command& command) {
            if (command.base != "curl" && command.base != "wget") return;
            auto& [first, told] = seen[command.script->instruction->trigger_of != nullptr];
            if (!first) first = &command;
            if (told || command.base == first->base) return;
            told = true;
            ctx.report(command.name.span, "'{}' is used here and '{}' above; one of them does", command.base,
                       first->base)
                .note(first->name.span, "the other one");
          });
        },
};

}  // namespace plimsoll::dockerfile
