#include "context.h"
#include "dockerfile/packages.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

bool is_switched_off(const shell::Install& install) {
  if (install.no_recommends) return true;
  for (const shell::Word& word : install.command->arguments) {
    const std::string text = lower(word.text);
    for (std::string_view off : {"install_weak_deps=0", "install_weak_deps=no", "install_weak_deps=false"}) {
      if (text.find(off) != std::string::npos) return true;
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule weak_dependencies_installed = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .programs = {"dnf", "dnf5", "microdnf", "zypper"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run || install.packages.empty() || is_switched_off(install) || has_hidden_options(install)) return;
          // What is there already has brought along what it recommends.
          for (std::string_view again : {"reinstall", "rei", "downgrade", "dg"}) {
            if (subcommand_of(install) == again) return;
          }
          const Model& model = *run->model;
          const bool is_zypper = install.manager == "zypper";
          if (is_zypper ? model.mention("solver.onlyRequires", *run) != nullptr
                        : model.mention("install_weak_deps", *run) && model.mention("dnf.conf", *run)) {
            return;
          }
          const std::string_view flag = is_zypper ? "--no-recommends" : "--setopt=install_weak_deps=False";
          ctx.report(install.subcommand, "'{} {}' without {} brings packages that nobody asked for",
                     install.command->base, subcommand_of(install), flag)
              .suggest(fmt::format("add {}", flag), add_argument(install.subcommand, flag, ctx.source()));
        },
};

}  // namespace plimsoll::dockerfile
