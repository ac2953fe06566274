#include "context.h"
#include "dockerfile/switches.h"

namespace plimsoll::dockerfile {

extern constinit const Rule apt_allow_unauthenticated = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_8", "cis-docker:4.11"},
    .programs = {"apt-get", "apt", "aptitude", "echo", "printf", "tee", "cat", "sed"},
    .check = {[](const shell::Command& command, Context& ctx) {
                static const Fact entry = facts::table("verification-switches")["apt-allow-unauthenticated"];
                for (const Switch& each : switches_in(command, entry)) {
                  auto finding = ctx.report(each.span, "'{}' lets apt install packages that nobody signed", each.text);
                  if (const auto edit = without(command, each, ctx.source().text()))
                    finding.suggest("check signatures", *edit);
                }
              },
              [](const Copy& copy, Context& ctx) {
                static const Fact entry = facts::table("verification-switches")["apt-allow-unauthenticated"];
                for (const Switch& each : switches_in(copy, entry))
                  ctx.report(each.span, "'{}' lets apt install packages that nobody signed", each.text);
              }},
};

}  // namespace plimsoll::dockerfile
