#include <algorithm>

#include "context.h"
#include "dockerfile/switches.h"

namespace plimsoll::dockerfile {
namespace {

Fact entry() {
  static const Fact fact = facts::table("verification-switches")["zypper-no-gpg-checks"];
  return fact;
}

void report(const std::vector<Switch>& switches, Context& ctx) {
  for (const Switch& each : switches)
    ctx.report(each.span, "'{}' lets packages be installed that nobody signed", each.text);
}

}  // namespace

extern constinit const Rule zypper_no_gpg_checks = {
    .severity = Severity::warning,
    .group = Group::security,
    .programs = {"zypper", "echo", "printf", "tee", "cat", "sed", "perl"},
    .check = {[](const shell::Command& command, Context& ctx) {
                report(switches_in(command, entry()), ctx);
                if (command.base != "zypper") return;
                const bool plain =
                    std::any_of(command.arguments.begin(), command.arguments.end(),
                                [](const shell::Word& word) { return word.text.starts_with("http://"); });
                if (!plain) return;
                for (const shell::Word& word : command.arguments) {
                  if (word.text == "--gpg-auto-import-keys")
                    ctx.report(word.span, "'{}' trusts any key that comes over http", word.text);
                }
              },
              [](const Copy& copy, Context& ctx) { report(switches_in(copy, entry()), ctx); }},
};

}  // namespace plimsoll::dockerfile
