#include <algorithm>
#include <numeric>

#include "context.h"
#include "dockerfile/packages.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

bool is_list(const shell::Install& install, const Source& source) {
  for (size_t i = 0; i < install.packages.size(); ++i) {
    const shell::Package& package = install.packages[i];
    if (package.from_variable || !package.word->variables.empty() || package.file || package.url) return false;
    if (i > 0 && source.line_of(install.packages[i - 1].span.begin) == source.line_of(package.span.begin)) return false;
  }
  return install.packages.size() > 1;
}

}  // namespace

extern constinit const Rule unsorted_packages = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .aliases = {"sonar:S7018"},
    .programs = {"apt-get", "apt",    "aptitude", "apk",      "yum",   "dnf",      "dnf5",  "microdnf", "tdnf",
                 "zypper",  "pacman", "pip",      "pipx",     "uv",    "poetry",   "pdm",   "npm",      "yarn",
                 "pnpm",    "bun",    "gem",      "go",       "cargo", "composer", "conda", "mamba",    "micromamba",
                 "pipenv",  "dotnet", "cabal",    "luarocks", "cpanm", "opam",     "pecl",  "choco"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run || !is_list(install, ctx.source())) return;
          std::vector<std::string> names;
          for (const shell::Package& package : install.packages) names.push_back(lower(package.name));
          const auto unsorted = std::is_sorted_until(names.begin(), names.end());
          if (unsorted == names.end()) return;
          const shell::Package& first = install.packages[static_cast<size_t>(unsorted - names.begin())];
          auto report = ctx.report(first.span, "'{}' breaks the alphabetical order of the packages", first.name);
          const Span list = join(install.packages.front().span, install.packages.back().span);
          for (const Span comment : run->comments) {
            if (list.contains(comment)) return;  // it belongs to its line
          }
          std::vector<size_t> order(names.size());
          std::iota(order.begin(), order.end(), size_t{0});
          std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return names[a] < names[b]; });
          std::vector<Edit> edits;
          for (size_t i = 0; i < order.size(); ++i) {
            if (order[i] == i) continue;
            edits.push_back(
                replace(install.packages[i].span, std::string(ctx.source().text(install.packages[order[i]].span))));
          }
          report.fix("sort the packages", std::move(edits));
        },
};

}  // namespace plimsoll::dockerfile
