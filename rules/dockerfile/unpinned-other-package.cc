#include "context.h"
#include "dockerfile/packages.h"
#include "shell/install.h"
#include "shell/pins.h"

namespace plimsoll::dockerfile {
namespace {

// composer require vendor/name 1.2
bool is_version_of_its_own(std::string_view text) {
  return text.find_first_of("0123456789*") == 0 || text[0] == '^' || text[0] == '~';
}

void judge(const shell::Word& word, Context& ctx) {
  const bool address = word.text.find("://") != std::string::npos;
  ctx.report(word.span, "{} has no version, so each build may install another one",
             address ? "the plugin" : "'" + word.text + "'");
}

}  // namespace

extern constinit const Rule unpinned_other_package = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .programs = {"composer", "dotnet", "luarocks", "cpanm", "opam", "pecl", "choco", "helm", "uvx", "winget", "nuget",
                 "Install-Module"},
    .check = {[](const shell::Install& install, Context& ctx) {
                if (!run_of(*install.command)) return;
                const auto& packages = install.packages;
                for (size_t i = 0; i < packages.size(); ++i) {
                  const shell::Package& package = packages[i];
                  if (package.file || shell::is_open(*package.word) || !package.version.empty()) continue;
                  if (package.url && install.manager != "helm") continue;
                  const bool pair = install.manager == "composer" || install.manager == "luarocks";
                  if (pair && (is_version_of_its_own(package.name) || package.name.find('/') == std::string::npos) &&
                      (install.manager == "composer" || i > 0))
                    continue;
                  if (pair && i + 1 < packages.size() &&
                      (shell::is_open(*packages[i + 1].word) || is_version_of_its_own(packages[i + 1].name)))
                    continue;
                  judge(*package.word, ctx);
                }
              },
              [](const shell::Command& command, Context& ctx) {
                if (!run_of(command)) return;
                const auto operands = command.operands();
                if (operands.empty() || shell::is_open(*operands[0])) return;
                if (command.base == "uvx") {
                  const std::string_view tool = operands[0]->text;
                  if (tool.find_first_of("@=<>/") == tool.npos && !command.has_flag({"--from"}))
                    judge(*operands[0], ctx);
                } else if (command.base == "Install-Module") {
                  if (!command.has_flag({"-RequiredVersion", "-MinimumVersion", "-MaximumVersion"}))
                    judge(*operands[0], ctx);
                } else if (command.base == "winget" || command.base == "nuget") {
                  if (operands[0]->text != "install" || operands.size() < 2) return;
                  if (!command.has_flag({"--version", "-v", "-Version"})) judge(*operands[1], ctx);
                }
              }},
};

}  // namespace plimsoll::dockerfile
