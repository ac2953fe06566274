#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

bool has(std::string_view cluster, char letter) {
  return cluster.size() > 1 && cluster[1] != '-' && cluster.find(letter) != cluster.npos;
}

bool loads(const shell::ManagerCall& call) {
  return call.action == shell::Action::install && (!call.operands.empty() || has(subcommand_of(call), 'u'));
}

bool cleans(const shell::Command& command) {
  const auto call = system_call(command);
  if (!call || call->manager != "pacman") return empties(command, "/var/cache/pacman/pkg");
  return call->action == shell::Action::clean || loads(*call);
}

}  // namespace

extern constinit const Rule pacman_cache_not_cleaned = {
    .severity = Severity::info,
    .group = Group::image_size,
    .programs = {"pacman"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          const shell::Command& command = *call.command;
          const Run* run = run_of(command);
          if (!run || !loads(call)) return;
          const std::string_view flags = subcommand_of(call);
          if (has(flags, 'y') && !has(flags, 'u') && !command.has_flag({"-u", "--sysupgrade"})) {
            ctx.report(call.subcommand, "'{}' without u mixes new packages with old libraries; write '{}u'", flags,
                       flags)
                .severity(Severity::warning);
          }
          if (!shipped(*run) || mounts_cache(*run, call.facts)) return;
          if (command.has_flag({"--root", "-r", "--cachedir", "-b"}) || find_behind(command, cleans)) return;
          auto report =
              ctx.report(command.name.span, "'{}' leaves what it loaded in the layer; end the RUN with 'pacman -Scc'",
                         command.base);
          if (const auto edit = append_command(*run, "pacman -Scc --noconfirm", ctx.source())) {
            report.fix("clean the cache", *edit);
          }
        },
};

}  // namespace plimsoll::dockerfile
