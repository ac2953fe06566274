#include <algorithm>
#include <vector>

#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

// "apk update &&" in front of the command, and -U in it, are of no use then.
std::optional<std::vector<Edit>> without_cache(const shell::Install& install, const Source& source) {
  std::vector<Edit> edits{add_argument(install.subcommand, "--no-cache", source)};
  for (const shell::Word& word : install.command->arguments) {
    if (word.text != "-U" && word.text != "--update" && word.text != "--update-cache") continue;
    if (install.command->script->exec_form) return std::nullopt;
    edits.push_back(remove({word.span.begin - 1, word.span.end}));
  }
  const shell::Command* update = find_before(*install.command, [](const shell::Command& each) {
    return each.base == "apk" && std::any_of(each.arguments.begin(), each.arguments.end(),
                                             [](const shell::Word& word) { return word.text == "update"; });
  });
  if (!update) return edits;
  const bool adjacent = update + 1 == install.command && install.command->joint == shell::Joint::and_then;
  if (!adjacent || source.text({update->span.end, install.command->span.begin}).find('#') != std::string_view::npos) {
    return std::nullopt;
  }
  edits.push_back(remove({update->span.begin, install.command->span.begin}));
  return edits;
}

}  // namespace

extern constinit const Rule apk_cache_not_disabled = {
    .severity = Severity::info,
    .group = Group::image_size,
    .aliases = {"hadolint:DL3019", "trivy:DS-0025", "trivy:AVD-DS-0025", "trivy:DS025", "trivy:purge-apk-package-cache",
                "trivy:docker-purge-apk-package-cache", "kics:Apk Add Using Local Cache Path",
                "kics:ae9c56a6-3ed1-4ac0-9b54-31267f51151d", "semgrep:missing-apk-no-cache", "sonar:S6587",
                "dockle:DKL-DI-0004", "dockerfilelint:apkadd-missing_nocache_or_updaterm", "dockerlinter:ER0011"},
    .programs = {"apk"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run || !shipped(*run) || install.no_cache || has_hidden_options(install)) return;
          if (mounts_cache(*run, install.facts) || install.command->has_flag({"--root", "-p"})) return;
          if (find_behind(*install.command, [&](const auto& each) { return empties_cache(each, install.facts); }))
            return;
          auto report =
              ctx.report(install.subcommand, "'apk {}' without --no-cache leaves the package index in the layer",
                         subcommand_of(install));
          if (auto edits = without_cache(install, ctx.source())) report.fix("add --no-cache", std::move(*edits));
        },
};

}  // namespace plimsoll::dockerfile
