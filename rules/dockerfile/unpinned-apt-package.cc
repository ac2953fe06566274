#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<std::string_view> require{
    "require", "what a version must be: prefix (1.* and releases are enough) or exact", "prefix"};

}  // namespace

extern constinit const Rule unpinned_apt_package = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3008", "kics:Apt Get Install Pin Version Not Defined",
                "kics:965a08d7-ef86-4f14-8792-4a3b2098937e", "dockerlinter:ER0012"},
    .options = {&ignored_packages, &require},
    .programs = {"apt-get", "apt", "aptitude"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          report_unpinned(install, ctx);
          if (ctx[require] != "exact" || !run_of(*install.command)) return;
          for (const shell::Package& package : install.packages) {
            if (package.version.empty() || package.file || package.url || !package.word->variables.empty()) continue;
            if (package.separator != "/" && package.version.find('*') == std::string::npos) continue;
            ctx.report(package.span, "'{}' is no exact version", package.word->text);
          }
        },
};

}  // namespace plimsoll::dockerfile
