#include "context.h"
#include "dockerfile/packages.h"
#include "shell/install.h"
#include "shell/pins.h"

namespace plimsoll::dockerfile {
namespace {

// An option that we do not know may take the word for its value.
bool may_be_value(const shell::Word& word, const shell::Install& install) {
  if (&word == install.command->arguments.data()) return false;
  const std::string_view before = (&word - 1)->text;
  return before.starts_with("-") && before.find('=') == before.npos && !install.facts["switches"].has(before);
}

// What stands behind it goes to the build of the gem.
const shell::Word* end_of_gems(const shell::Command& command) {
  for (const shell::Word& word : command.arguments) {
    if (word.text == "--") return &word;
  }
  return command.arguments.data() + command.arguments.size();
}

}  // namespace

extern constinit const Rule unpinned_gem = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3028", "kics:Gem Install Without Version", "kics:22cd11f7-9c6c-4f6e-84c0-02058120b341",
                "dockerlinter:ER0016"},
    .programs = {"gem"},
    .check = {[](const shell::Install& install, Context& ctx) {
                if (!run_of(*install.command)) return;
                const shell::Word* end = end_of_gems(*install.command);
                for (const shell::Package& package : install.packages) {
                  if (package.word > end) break;
                  if (package.file || !package.version.empty() || shell::is_open(*package.word)) continue;
                  if (may_be_value(*package.word, install)) continue;
                  ctx.report(package.span, "'{}' has no version, so each build may install another one", package.name);
                }
              },
              [](const shell::ManagerCall& call, Context& ctx) {
                if (!run_of(*call.command)) return;
                if (call.action != shell::Action::upgrade || !call.command->has_flag({"--system"})) return;
                if (!call.operands.empty()) return;
                ctx.report(call.subcommand,
                           "'gem update --system' has no version, so each build may get another RubyGems")
                    .severity(Severity::info);
              }},
};

}  // namespace plimsoll::dockerfile
