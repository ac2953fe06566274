#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/modes.h"

namespace plimsoll::dockerfile {
namespace {

void check(const GivenMode& given, Context& ctx) {
  if (!given.mode.set_user && !given.mode.set_group) return;
  // On a directory it only says whose group new files get.
  const bool folder = given.folders || (!given.paths.empty() &&
                                        std::all_of(given.paths.begin(), given.paths.end(),
                                                    [](const std::string& path) { return path.ends_with('/'); }));
  const bool mild = !given.mode.set_user && (folder || given.recursive || given.paths.empty());
  if (mild) {
    ctx.report(given.span, "mode '{}' gives new files below the directory its group", given.text)
        .severity(Severity::info);
  } else {
    ctx.report(given.span, "mode '{}' lets everybody run it with the rights of its {}", given.text,
               given.mode.set_user ? "owner" : "group");
  }
}

}  // namespace

extern constinit const Rule setuid_bit = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"sonar:S2612", "cis-docker:4.8"},
    .programs = {"chmod", "install", "mkdir", "find"},
    .check = {[](const shell::Command& command, Context& ctx) {
                for (const GivenMode& given : modes_given_by(command)) check(given, ctx);
              },
              [](const Copy& copy, Context& ctx) {
                if (const auto given = mode_given_by(copy)) check(*given, ctx);
              },
              [](const Add& add, Context& ctx) {
                if (const auto given = mode_given_by(add)) check(*given, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
