#include "context.h"
#include "dockerfile/switches.h"

namespace plimsoll::dockerfile {

extern constinit const Rule rpm_nosignature = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_10", "cis-docker:4.11"},
    .programs = {"rpm"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          static const Fact flags = facts::table("verification-switches")["rpm-nosignature"]["flags"]["rpm"];
          for (const Switch& each : flags_in(command, flags))
            ctx.report(each.span, "'{}' makes rpm install what nobody signed or what is damaged", each.text);
        },
};

}  // namespace plimsoll::dockerfile
