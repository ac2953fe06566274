#include "context.h"
#include "dockerfile/switches.h"

namespace plimsoll::dockerfile {
namespace {

Fact entry() {
  static const Fact fact = facts::table("verification-switches")["yum-nogpgcheck"];
  return fact;
}

void report(const std::vector<Switch>& switches, Context& ctx) {
  for (const Switch& each : switches)
    ctx.report(each.span, "'{}' lets packages be installed that nobody signed", each.text);
}

}  // namespace

extern constinit const Rule yum_nogpgcheck = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_9", "cis-docker:4.11"},
    .programs = {"yum", "dnf", "dnf5", "microdnf", "tdnf", "yum-config-manager", "dnf-config-manager", "echo", "printf",
                 "tee", "cat", "sed", "perl"},
    .check = {[](const shell::Command& command, Context& ctx) { report(switches_in(command, entry()), ctx); },
              [](const Copy& copy, Context& ctx) { report(switches_in(copy, entry()), ctx); }},
};

}  // namespace plimsoll::dockerfile
