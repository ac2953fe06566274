#include "context.h"
#include "dockerfile/packages.h"
#include "glob.h"

namespace plimsoll::dockerfile {
namespace {

bool leaves_documents_out(const shell::Install& install, const Run& run) {
  for (const shell::Word& word : install.command->arguments) {
    if (word.text.find("nodocs") != std::string::npos || word.text.find("no-docs") != std::string::npos) return true;
  }
  return run.model->mention("tsflags=nodocs", run) && run.model->mention(".conf", run);
}

}  // namespace

extern constinit const Rule unneeded_documentation_installed = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::all,
    .programs = {"apt-get", "apt", "aptitude", "apk", "yum", "dnf", "dnf5", "microdnf", "tdnf", "zypper"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run || !shipped(*run)) return;
          static const Fact documents = facts::table("system-packages")["documentation"];
          for (const shell::Package& package : install.packages) {
            if (!fits_any(documents, package.name)) continue;
            ctx.report(package.span, "'{}' is documentation, which nobody reads in a container", package.name);
          }
          if (install.facts["family"].string() != "dnf" || install.packages.empty() || install.manager == "tdnf")
            return;
          if (leaves_documents_out(install, *run) || has_hidden_options(install)) return;
          const std::string_view flag = install.manager == "microdnf" ? "--nodocs" : "--setopt=tsflags=nodocs";
          ctx.report(install.subcommand, "'{} {}' without {} installs manuals", install.command->base,
                     subcommand_of(install), flag)
              .suggest("leave the manuals out", add_argument(install.subcommand, flag, ctx.source()));
        },
};

}  // namespace plimsoll::dockerfile
