#include <algorithm>

#include "context.h"
#include "dockerfile/packages.h"
#include "glob.h"
#include "shell/install.h"
#include "shell/pins.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> strict{"strict", "ranges and exclusions are findings too", false};
constinit const Option<Names> ignore{
    "ignore", "patterns of packages that need no version", {"pip", "setuptools", "wheel"}};

// Behind the path: "git+ssh://git@host/x@v1".
bool has_reference(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == url.npos) return true;
  const size_t path = url.find('/', scheme + 3);
  return path != url.npos && url.find('@', path) != url.npos;
}

bool is_pinned(const shell::Package& package, bool strict_only) {
  const std::string_view text = package.word->text;
  // "name @ git+https://…" too.
  if (package.url) return !shell::is_repository(text.substr(text.rfind(' ') + 1)) || has_reference(text);
  if (package.file || text.find('/') != text.npos) return true;
  if (package.version.empty()) return text.find('=') != text.npos;
  if (package.separator == "@") return !shell::is_moving_tag(package.version);
  return !strict_only || package.separator.starts_with("==");
}

// "flask>=3" without quotes: a shell writes to the file "=3".
const shell::Redirect* glued_redirect(const shell::Package& package, const shell::Install& install, Context& ctx) {
  for (const shell::Redirect& redirect : install.command->redirects) {
    const Span op{package.span.end, redirect.target.span.begin};
    if (op.begin < op.end && ctx.source().text(op) == redirect.op && redirect.op.size() == 1) return &redirect;
  }
  return nullptr;
}

}  // namespace

extern constinit const Rule unpinned_pip_package = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3013", "kics:Unpinned Package Version in Pip Install",
                "kics:02d9c71f-3ee8-4986-9c27-1a20d0d19bfc", "dockerlinter:ER0013", "terrascan:AC_DOCKER_0010"},
    .options = {&strict, &ignore},
    .programs = {"pip", "pipx", "uv"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          // What the files say is not known here, and "pip install ." takes its versions from the project.
          if (!run_of(*install.command) || !install.requirements.empty() ||
              install.command->has_flag({"--constraint", "--constraints", "-c"}))
            return;
          if (std::any_of(install.packages.begin(), install.packages.end(),
                          [](const shell::Package& package) { return package.name == "."; }))
            return;
          // The first word of "pipx inject" names what is already there.
          const bool inject = install.manager == "pipx" && ctx.source().text(install.subcommand) == "inject";
          for (const shell::Package& package : install.packages) {
            if (inject && &package == install.packages.data()) continue;
            if (shell::is_open(*package.word) || is_pinned(package, ctx[strict])) continue;
            if (fits_any(ctx[ignore], package.name)) continue;
            const shell::Redirect* redirect = glued_redirect(package, install, ctx);
            if (redirect) {
              const Span whole = join(package.span, redirect->target.span);
              ctx.report(whole, "a shell takes '{}{}' for a file, so '{}' has no version", redirect->op,
                         redirect->target.text, package.name)
                  .suggest("put it in quotes", {insert_before(whole, "'"), insert_after(whole, "'")});
            } else if (package.url) {
              ctx.report(package.span, "the repository has no @TAG or @COMMIT, so each build may install other code");
            } else {
              ctx.report(package.span, "'{}' has no {}, so each build may install another one", package.word->text,
                         package.version.empty() ? "version" : "exact version");
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
