#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

// The program whose interface is stable; empty if it has no such subcommand.
std::string_view stable(std::string_view subcommand) {
  for (std::string_view word :
       {"install", "reinstall", "remove", "purge", "update", "upgrade", "full-upgrade", "dist-upgrade", "autoremove",
        "autopurge", "autoclean", "clean", "build-dep", "source", "download", "changelog", "satisfy"}) {
    if (word == subcommand) return "apt-get";
  }
  for (std::string_view word : {"show", "search", "policy", "depends", "rdepends", "showsrc"}) {
    if (word == subcommand) return "apt-cache";
  }
  return {};
}

}  // namespace

extern constinit const Rule use_apt_get_over_apt = {
    .severity = Severity::info,
    .group = Group::style,
    .aliases = {"hadolint:DL3027", "checkov:CKV_DOCKER_9", "kics:Run Using apt",
                "kics:b84a0b47-2e99-4c9f-8933-98bcabe2b94d", "semgrep:prefer-apt-get", "dockerlinter:ER0006",
                "terrascan:AC_DOCKER_0002"},
    .programs = {"apt"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          const shell::Command& command = *call.command;
          if (!run_of(command)) return;
          std::string_view subcommand = subcommand_of(call);
          if (call.action == shell::Action::none && !call.operands.empty()) subcommand = call.operands[0]->text;
          const std::string_view better = stable(subcommand);
          auto report = ctx.report(command.name.span, "'apt' is for people, and may change; scripts use {}",
                                   better.empty() ? "apt-get or apt-cache" : better);
          if (better.empty() || ctx.source().text(command.name.span) != "apt") return;
          report.fix(fmt::format("write {}", better), replace(command.name.span, std::string(better)));
        },
};

}  // namespace plimsoll::dockerfile
