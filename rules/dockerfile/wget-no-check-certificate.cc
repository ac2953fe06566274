#include "context.h"
#include "dockerfile/switches.h"

namespace plimsoll::dockerfile {

extern constinit const Rule wget_no_check_certificate = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_3", "sonar:S4830", "cis-docker:4.11"},
    .programs = {"wget", "wget2", "echo", "printf", "tee", "cat", "sed"},
    .check = {[](const shell::Command& command, Context& ctx) {
                static const Fact entry = facts::table("verification-switches")["wget-no-check-certificate"];
                for (const Switch& each : switches_in(command, entry)) {
                  auto finding = ctx.report(
                      each.span, "'{}' makes wget accept any certificate, so anyone on the way can answer", each.text);
                  if (const auto edit = without(command, each, ctx.source().text()))
                    finding.suggest("check the certificate", *edit);
                }
              },
              [](const Copy& copy, Context& ctx) {
                static const Fact entry = facts::table("verification-switches")["wget-no-check-certificate"];
                for (const Switch& each : switches_in(copy, entry))
                  ctx.report(each.span, "'{}' makes wget accept any certificate", each.text);
              }},
};

}  // namespace plimsoll::dockerfile
