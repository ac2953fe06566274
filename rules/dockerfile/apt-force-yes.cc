#include "context.h"
#include "dockerfile/switches.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {

extern constinit const Rule apt_force_yes = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_11", "cis-docker:4.11"},
    .programs = {"apt-get", "apt", "aptitude", "echo", "printf", "tee", "cat"},
    .check = {[](const shell::Command& command, Context& ctx) {
                static const Fact entry = facts::table("verification-switches")["apt-force-yes"];
                for (const Switch& each : switches_in(command, entry)) {
                  auto finding = ctx.report(
                      each.span, "'{}' makes apt install unsigned packages and break the system without asking",
                      each.text);
                  if (!each.flag) continue;
                  const bool yes = command.has_flag({"-y", "--yes", "--assume-yes"});
                  const auto edit = yes ? without(command, each, ctx.source().text()) : replace(each.span, "-y");
                  if (edit) finding.suggest(yes ? "drop it" : "say only yes", *edit);
                }
              },
              [](const Copy& copy, Context& ctx) {
                static const Fact entry = facts::table("verification-switches")["apt-force-yes"];
                for (const Switch& each : switches_in(copy, entry))
                  ctx.report(each.span, "'{}' makes apt install unsigned packages without asking", each.text);
              }},
};

}  // namespace plimsoll::dockerfile
