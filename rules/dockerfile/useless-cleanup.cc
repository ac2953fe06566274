#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Action;

constexpr std::string_view archives = "/var/cache/apt/archives";

void check_call(const shell::ManagerCall& call, const Run& run, Context& ctx) {
  const std::string_view family = call.facts["family"].string();
  const std::string_view subcommand = subcommand_of(call);
  if (family == "dnf" && call.action == Action::clean && mounts_cache(run, call.facts)) {
    ctx.report(call.subcommand, "'{} {}' empties the cache that the mount is there to keep", call.command->base,
               subcommand);
  }
  if (family != "apt") return;
  if ((subcommand == "clean" || subcommand == "autoclean") && removes_archives_itself(run) &&
      !mounts_cache(run, call.facts)) {
    ctx.report(call.subcommand, "'{} {}' finds nothing to do: the base image removes packages at once",
               call.command->base, subcommand);
  }
  if (!subcommand.starts_with("auto") || subcommand == "autoclean") return;
  const bool reason = find_before(*call.command, [](const shell::Command& other) {
    if (other.base == "apt-mark" || other.base == "dpkg" || other.base.empty()) return true;
    const auto before = system_call(other);
    return before && (before->action == Action::remove || before->action == Action::upgrade);
  });
  if (!reason) {
    ctx.report(call.subcommand, "'{} {}' finds nothing to do: this RUN removes no package", call.command->base,
               subcommand);
  }
}

// Every apk of the RUN keeps no index.
bool keeps_no_index(const shell::Command& removal) {
  bool any = false;
  const bool other = find_before(removal, [&](const shell::Command& command) {
    if (command.base != "apk") return command.base.empty();
    any = true;
    return !command.has_flag({"--no-cache"}) && !command.is("apk", {"del"}) && !command.is("apk", {"info"});
  });
  return any && !other;
}

}  // namespace

extern constinit const Rule useless_cleanup = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .programs = {"apt-get", "apt", "aptitude", "yum", "dnf", "dnf5", "microdnf", "tdnf", "rm"},
    .check = {[](const shell::ManagerCall& call, Context& ctx) {
                const Run* run = run_of(*call.command);
                if (run && shipped(*run)) check_call(call, *run, ctx);
              },
              [](const shell::Command& command, Context& ctx) {
                const Run* run = command.base == "rm" ? run_of(command) : nullptr;
                if (!run || !shipped(*run)) return;
                for (const shell::Word* word : command.operands()) {
                  const bool apt = word->text.starts_with("/var/cache/apt") && covers_folder(word->text, archives);
                  if (apt && removes_archives_itself(*run)) {
                    ctx.report(word->span, "'{}' is empty: the base image removes packages at once", word->text);
                  } else if (word->text.starts_with("/var/cache/apk") && keeps_no_index(command)) {
                    ctx.report(word->span, "'{}' is empty: --no-cache keeps nothing there", word->text);
                  }
                }
              }},
};

}  // namespace plimsoll::dockerfile
