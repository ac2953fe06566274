#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/packages.h"
#include "dockerfile/written_text.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

bool is_server(const shell::Package& package, std::string_view manager) {
  const std::string_view name = package.name;
  const bool whole = manager == "apk" || manager == "pacman" || manager == "zypper";
  return name == "openssh-server" || name == "openssh-server-pam" || name == "dropbear" || name == "dropbear-run" ||
         name == "tinysshd" || (name == "ssh" && !whole) || (name == "openssh" && whole);
}

// [program:sshd] command=/usr/sbin/sshd -D
void check_supervisor(const WrittenText& written, Context& ctx) {
  const std::string_view text = written.text.text();
  for (const FoundSetting& setting : settings_in(text, "command")) {
    if (setting.value.substr(setting.value.rfind('/') + 1) != "sshd") continue;
    ctx.report(written.text.span(setting.begin, setting.end),
               "the container starts a server for logins; 'docker exec' needs none");
  }
}

}  // namespace

extern constinit const Rule ssh_server_installed = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"dockerfile_lint:installing_ssh"},
    .programs = {"apt-get", "apt", "aptitude", "apk", "yum", "dnf", "dnf5", "microdnf", "tdnf", "zypper", "pacman",
                 "sshd", "dropbear", "service", "echo", "printf"},
    .check = {
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run || !shipped(*run)) return;
          for (const shell::Package& package : install.packages) {
            if (!is_server(package, install.manager)) continue;
            ctx.report(
                package.span,
                "'{}' is a server for logins, which containers do not need, with host keys that all of them share",
                package.name);
          }
        },
        [](const shell::Command& command, Context& ctx) {
          for (const WrittenText& written : texts_written_by(command)) check_supervisor(written, ctx);
          const Instruction* start = command.script->instruction;
          if (!start || (start->keyword != Keyword::cmd && start->keyword != Keyword::entrypoint) || !shipped(*start))
            return;
          const bool service = command.is("service", {"ssh"}) || command.is("service", {"sshd"});
          if (command.base != "sshd" && command.base != "dropbear" && !service) return;
          ctx.report(command.name.span, "the container starts a server for logins; 'docker exec' needs none");
        }},
};

}  // namespace plimsoll::dockerfile
