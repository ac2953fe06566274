#include "context.h"
#include "dockerfile/switches.h"

namespace plimsoll::dockerfile {
namespace {

Fact entry() {
  static const Fact fact = facts::table("verification-switches")["weak-tls-protocol"];
  return fact;
}

void report(const std::vector<Switch>& switches, Context& ctx) {
  for (const Switch& each : switches) {
    ctx.report(each.span, "'{}' allows protocols or keys that can be broken; TLS 1.2 is the least to use", each.text);
  }
}

}  // namespace

extern constinit const Rule weak_tls_protocol = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"sonar:S4423"},
    .programs = {"curl", "wget", "update-crypto-policies", "echo", "printf", "tee", "cat", "sed", "perl"},
    .check = {[](const shell::Command& command, Context& ctx) { report(switches_in(command, entry()), ctx); },
              [](const Copy& copy, Context& ctx) { report(switches_in(copy, entry()), ctx); }},
};

}  // namespace plimsoll::dockerfile
