#include "context.h"
#include "dockerfile/mounts.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

constexpr std::string_view lists = "/var/lib/apt/lists";
constexpr std::string_view archives = "/var/cache/apt/archives";

bool is_family(const shell::ManagerCall* call) { return call && call->facts["family"].string() == "apt"; }

bool updates(const shell::Command& command) {
  if (command.base == "add-apt-repository" || command.base == "apt-add-repository") {
    return !command.has_flag({"-n", "--no-update", "-r", "--remove"});
  }
  if (command.base == "apt-file") return command.is("apt-file", {"update"});
  const auto call = system_call(command);
  return is_family(call) && call->action == shell::Action::update;
}

// What apt-get loads stays, for the configuration of the official images that removes it at once is switched off.
bool keeps_archives(const Run& run) {
  return run.model->mention("docker-clean", run) || run.model->mention("Keep-Downloaded-Packages", run);
}

bool any_behind(const shell::Command& command, std::string_view folder, std::string_view clean) {
  return find_behind(command, [&](const shell::Command& other) {
    if (empties(other, folder) || is_cleanup_script(other)) return true;
    const auto call = system_call(other);
    return is_family(call) && call->action == shell::Action::clean &&
           (subcommand_of(*call).starts_with("dist") || subcommand_of(*call) == clean);
  });
}

void check(const shell::Command& command, Span place, Context& ctx) {
  const Run* run = run_of(command);
  if (!run || !shipped(*run)) return;
  // The last one decides.
  if (find_behind(command, updates)) return;
  const Mounted mounted(*run, {"cache", "tmpfs"});
  const auto installs = [](const shell::Command& other) {
    const auto call = system_call(other);
    return is_family(call) && call->action == shell::Action::install;
  };
  if (!mounted.holds(lists) && !any_behind(command, lists, "distclean")) {
    auto report = ctx.report(place, "the package lists stay in the layer; end the RUN with 'rm -rf {}/*'", lists);
    const auto edit = append_command(*run, "rm -rf /var/lib/apt/lists/*", ctx.source());
    if (edit && find_behind(command, installs)) report.suggest("remove the lists", *edit);
  } else if (keeps_archives(*run) && !mounted.holds(archives) && find_behind(command, installs) &&
             !any_behind(command, archives, "clean")) {
    ctx.report(place, "downloaded packages stay in the layer, for this image does not clean '{}' by itself", archives);
  }
}

}  // namespace

extern constinit const Rule apt_lists_not_removed = {
    .severity = Severity::info,
    .group = Group::image_size,
    .aliases = {"hadolint:DL3009", "kics:Apt Get Install Lists Were Not Deleted",
                "kics:df746b39-6564-4fed-bf85-e9c44382303c", "semgrep:remove-package-lists",
                "semgrep:remove-package-cache", "sonar:S6587", "dockle:DKL-DI-0005",
                "dockerfilelint:apt-get_missing_rm", "dockerlinter:ER0002", "dockerfile_lint:no_apt-get_clean"},
    .programs = {"apt-get", "apt", "aptitude", "add-apt-repository", "apt-add-repository", "apt-file"},
    .check = {[](const shell::ManagerCall& call, Context& ctx) {
                if (call.action == shell::Action::update) check(*call.command, call.subcommand, ctx);
              },
              [](const shell::Command& command, Context& ctx) {
                if (!system_call(command) && updates(command)) check(command, command.name.span, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
