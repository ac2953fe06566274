#include <algorithm>

#include "context.h"
#include "dockerfile/switches.h"
#include "shell/neighbours.h"

namespace plimsoll::dockerfile {
namespace {

Fact entry() {
  static const Fact fact = facts::table("verification-switches")["ssh-host-key-checking-disabled"];
  return fact;
}

void report(const std::vector<Switch>& switches, Context& ctx) {
  for (const Switch& each : switches) {
    const bool first = each.text.ends_with("accept-new");
    ctx.report(each.span, "'{}' lets anyone on the way play the server; put its key into known_hosts", each.text)
        .severity(first ? Severity::info : Severity::warning);
  }
}

// ssh-keyscan host >> known_hosts asks the network who the server is.
void check_scan(const shell::Command& command, Context& ctx) {
  const auto known_hosts = [](const shell::Word& word) { return word.text.find("known_hosts") != std::string::npos; };
  bool kept = std::any_of(command.redirects.begin(), command.redirects.end(),
                          [&](const shell::Redirect& redirect) { return known_hosts(redirect.target); });
  for (const shell::Command& next : shell::commands_behind(command, 32)) {
    const std::string_view base = next.base;
    if (base == "sha256sum" || base == "diff" || base == "cmp" || base == "grep" || base == "ssh-keygen") return;
    if (next.pipeline != command.pipeline || next.pipeline < 0) continue;
    for (const shell::Redirect& redirect : next.redirects) kept |= known_hosts(redirect.target);
    if (base == "tee") kept |= std::any_of(next.arguments.begin(), next.arguments.end(), known_hosts);
  }
  if (kept)
    ctx.report(command.name.span, "'ssh-keyscan' believes whoever answers; write the key of the server here instead")
        .severity(Severity::info);
}

}  // namespace

extern constinit const Rule ssh_host_key_checking_disabled = {
    .severity = Severity::warning,
    .group = Group::security,
    .programs = {"ssh", "scp", "sftp", "rsync", "git", "autossh", "sshfs", "ssh-keyscan", "echo", "printf", "cat",
                 "tee", "sed", "export", "="},
    .check = {[](const shell::Command& command, Context& ctx) {
                if (command.base == "ssh-keyscan") return check_scan(command, ctx);
                report(switches_in(command, entry()), ctx);
              },
              [](const Env& env, Context& ctx) { report(switches_in(env, entry()), ctx); },
              [](const Arg& arg, Context& ctx) { report(switches_in(arg, entry()), ctx); },
              [](const Copy& copy, Context& ctx) { report(switches_in(copy, entry()), ctx); }},
};

}  // namespace plimsoll::dockerfile
