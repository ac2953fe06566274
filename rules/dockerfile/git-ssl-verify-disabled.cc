#include "context.h"
#include "dockerfile/switches.h"

namespace plimsoll::dockerfile {
namespace {

Fact entry() {
  static const Fact fact = facts::table("verification-switches")["git-ssl-verify-disabled"];
  return fact;
}

void report(const std::vector<Switch>& switches, Context& ctx) {
  for (const Switch& each : switches) {
    const bool variable = each.text.starts_with("GIT_SSL_NO_VERIFY=");
    ctx.report(each.span, "'{}' makes git accept any certificate{}", each.text,
               variable ? ", whatever its value" : ", so anyone on the way can give it code");
  }
}

}  // namespace

extern constinit const Rule git_ssl_verify_disabled = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_14"},
    .programs = {"git", "export", "echo", "printf", "cat", "="},
    .check = {[](const shell::Command& command, Context& ctx) { report(switches_in(command, entry()), ctx); },
              [](const Env& env, Context& ctx) { report(switches_in(env, entry()), ctx); },
              [](const Arg& arg, Context& ctx) { report(switches_in(arg, entry()), ctx); },
              [](const Copy& copy, Context& ctx) { report(switches_in(copy, entry()), ctx); }},
};

}  // namespace plimsoll::dockerfile
