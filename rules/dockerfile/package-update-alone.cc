#include <algorithm>

#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Action;

bool is_update(const shell::ManagerCall& call) {
  if (call.action == Action::update) return true;
  if (call.manager == "pacman") {
    const std::string_view flags = subcommand_of(call);
    return call.action == Action::install && call.operands.empty() && flags.starts_with("-S") &&
           flags.find('y') != flags.npos;
  }
  const std::string_view family = call.facts["family"].string();
  const std::string_view subcommand = subcommand_of(call);
  return (family == "dnf" || family == "zypper") && call.action == Action::upgrade && call.operands.empty() &&
         (subcommand == "update" || subcommand == "up");
}

// A script of the project or a tool may install what it needs.
bool may_install(const shell::Command& command) {
  if (command.base.empty() || command.base.ends_with(".sh")) return true;
  for (std::string_view name : {"gdebi", "tasksel", "mk-build-deps", "apt-fast", "rosdep", "ansible-playbook",
                                "playwright", "npx", "bash", "sh", "source", ".", "make", "debootstrap", "puppet"}) {
    if (command.base == name) return true;
  }
  if (command.name.text.find('/') == std::string::npos) return false;
  for (std::string_view system : {"/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/"}) {
    if (command.name.text.starts_with(system)) return false;
  }
  return true;
}

// The next RUN, if nothing but blanks stands between and it starts with an install of the family.
const Run* next_install(const Run& run, std::string_view family, const Source& source) {
  if (!run.stage || run.trigger_of) return nullptr;
  const auto& all = run.stage->instructions;
  const auto next = std::upper_bound(all.begin(), all.end(), run.order,
                                     [](uint32_t order, const Instruction* each) { return order < each->order; });
  if (next == all.end() || (*next)->keyword != Keyword::run || !(*next)->heredocs.empty()) return nullptr;
  const Run& other = static_cast<const Run&>(**next);
  const std::string_view between = source.text({run.span.end, other.span.begin});
  if (between.find_first_not_of(" \t\r\n") != between.npos) return nullptr;
  if (!other.flags.empty() || !run.flags.empty() || other.scripts.size() != 1) return nullptr;
  const shell::Script& script = *other.scripts.front();
  if (script.exec_form || script.commands.empty()) return nullptr;
  const shell::Command& first = script.commands.front();
  const auto call = system_call(first);
  const bool installs = call && call->action == Action::install && call->facts["family"].string() == family;
  return installs && first.span.begin == other.arguments_span().begin ? &other : nullptr;
}

}  // namespace

extern constinit const Rule package_update_alone = {
    .severity = Severity::warning,
    .group = Group::build_cache,
    .aliases = {"trivy:DS-0017", "trivy:AVD-DS-0017", "trivy:DS017", "trivy:no-orphan-package-update",
                "trivy:docker-no-orphan-package-update", "checkov:CKV_DOCKER_5", "kics:Update Instruction Alone",
                "kics:9bae49be-0aa3-4de5-bab2-4c3a069e40cd", "sonar:S6595", "dockle:CIS-DI-0007",
                "dockerfilelint:apt-get-update_require_install", "cis-docker:4.7", "terrascan:AC_DOCKER_0049"},
    .replaces = {"yum-update", "dnf-update", "zypper-update"},
    .programs = {"apt-get", "apt", "aptitude", "apk", "yum", "dnf", "dnf5", "microdnf", "tdnf", "zypper", "pacman"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          const Run* run = run_of(*call.command);
          if (!run || !is_update(call) || mounts_cache(*run, call.facts)) return;
          const std::string_view family = call.facts["family"].string();
          if (find_behind(*call.command, [&](const shell::Command& command) {
                const auto other = system_call(command);
                if (!other) return may_install(command);
                // The last update of the RUN is the one that counts.
                return other->facts["family"].string() == family &&
                       (other->action == Action::install || other->action == Action::upgrade || is_update(*other));
              })) {
            return;
          }
          const std::string words = std::string(call.command->base) + " " + std::string(subcommand_of(call));
          if (call.action != Action::update) {
            ctx.report(call.subcommand, "'{}' is cached with its RUN, and grows as stale as what it updates", words)
                .severity(Severity::info);
            return;
          }
          if (find_behind(*call.command, [&](const shell::Command& command) {
                const auto other = system_call(command);
                return empties_cache(command, call.facts) || (other && subcommand_of(*other).starts_with("dist"));
              })) {
            ctx.report(call.subcommand, "'{}' is of no use, for its RUN removes the index and installs nothing", words);
            return;
          }
          auto report = ctx.report(
              call.subcommand, "'{}' is cached apart from what installs later, which then finds an old index", words);
          const Run* next = next_install(*run, family, ctx.source());
          if (!next || !append_command(*run, "", ctx.source())) return;
          report.suggest("join it with the next RUN", replace({run->arguments_span().end, next->arguments_span().begin},
                                                              fmt::format(" {}\n    && ", run->model->file().escape)));
        },
};

}  // namespace plimsoll::dockerfile
