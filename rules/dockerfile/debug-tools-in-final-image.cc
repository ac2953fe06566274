#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/packages.h"
#include "dockerfile/predefined.h"
#include "facts/facts.h"
#include "glob.h"
#include "shell/install.h"
#include "shell/neighbours.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> packages{"packages", "patterns of more packages that are tools", {}};
constinit const Option<Names> allow{"allow", "patterns of packages that may stay", {}};
constinit const Option<bool> include_curl_wget{"include-curl-wget", "curl and wget are tools too", false};

// What starts, or probes, the container needs the program. These stand at the end of a stage.
bool is_needed(const Model& model, Fact programs, std::string_view name) {
  size_t left = 64;
  for (const Stage* stage = model.final_stage(); stage && left > 0; stage = stage->parent) {
    for (auto at = stage->instructions.rbegin(); at != stage->instructions.rend() && left > 0; ++at, --left) {
      const Keyword keyword = (*at)->keyword;
      if (keyword != Keyword::healthcheck && keyword != Keyword::cmd && keyword != Keyword::entrypoint) continue;
      for (const shell::Script* script : (*at)->scripts) {
        for (const shell::Command& command : script->commands) {
          if (command.base == name || programs.has(command.base)) return true;
        }
      }
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule debug_tools_in_final_image = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"cis-docker:4.3"},
    .options = {&packages, &allow, &include_curl_wget},
    .programs = {"apt-get", "apt", "aptitude", "apk", "yum", "dnf", "dnf5", "microdnf", "tdnf", "zypper", "pacman"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          static const Fact tools = facts::table("debug-tools")["packages"];
          const Run* run = run_of(*install.command);
          if (!run || !shipped(*run) || (run->stage && is_for_building(*run->stage, ctx.source().path()))) return;
          for (const shell::Package& package : install.packages) {
            if (package.file || package.url || package.from_variable || fits_any(ctx[allow], package.name)) continue;
            const bool fetcher = ctx[include_curl_wget] && (package.name == "curl" || package.name == "wget");
            if (!fetcher && !tools.has(package.name) && !fits_any(ctx[packages], package.name)) continue;
            if (shell::removed_behind(*install.command, package.name) ||
                is_needed(*run->model, tools[package.name], package.name))
              continue;
            ctx.report(package.span, "'{}' is of more use to who breaks into the container than to the program",
                       package.name);
          }
        },
};

}  // namespace plimsoll::dockerfile
