#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/packages.h"
#include "glob.h"

namespace plimsoll::dockerfile {
namespace {

Fact table() {
  static const Fact facts = facts::table("system-packages");
  return facts;
}

bool starts_init(const Run& run) {
  const Stage* final = run.model->final_stage();
  const shell::Command* start = final ? start_of(*final) : nullptr;
  return !start || table()["init-programs"].has(start->base);
}

}  // namespace

extern constinit const Rule kernel_or_boot_package_installed = {
    .severity = Severity::info,
    .group = Group::image_size,
    .programs = {"apt-get", "apt", "aptitude", "apk", "yum", "dnf", "dnf5", "microdnf", "tdnf", "zypper", "pacman"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run || !shipped(*run)) return;
          const Fact patterns = table()["no-container"][install.facts["family"].string()];
          for (const shell::Package& package : install.packages) {
            for (const auto& [pattern, reason] : patterns.entries()) {
              if (package.name.find('$') != std::string::npos || !fits_glob(pattern, package.name)) continue;
              if (table()["init"].has(package.name) && starts_init(*run)) break;
              ctx.report(package.span, "'{}' is for machines: {}", package.name, reason.string());
              break;
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
