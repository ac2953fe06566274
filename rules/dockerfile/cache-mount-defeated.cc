#include <algorithm>

#include "context.h"
#include "dockerfile/language_caches.h"
#include "dockerfile/model.h"
#include "dockerfile/mounts.h"
#include "dockerfile/set_variables.h"

namespace plimsoll::dockerfile {
namespace {

const Run* run_with_mounts(const shell::Command& command) {
  const Instruction* instruction = command.script->instruction;
  if (!instruction || instruction->keyword != Keyword::run) return nullptr;
  const auto* run = static_cast<const Run*>(instruction);
  return run->mounts.empty() ? nullptr : run;
}

// Only takes away what nobody uses any more.
bool is_thorough(const shell::ManagerCall& call, std::string_view subcommand) {
  if (call.manager == "gem" || call.manager == "bundle" || call.manager == "dotnet") return false;
  return subcommand.find("prune") == subcommand.npos && !subcommand.starts_with("auto");
}

const shell::Word* no_cache_flag(const shell::ManagerCall& call) {
  for (const shell::Word& word : call.command->arguments) {
    if (call.facts["no-cache"].has(word.text)) return &word;
  }
  return nullptr;
}

}  // namespace

extern constinit const Rule cache_mount_defeated = {
    .severity = Severity::warning,
    .group = Group::build_cache,
    .replaces = {"useless-cleanup"},
    .programs = {"rm",         "apt-get", "apt",    "aptitude", "apk", "yum",    "dnf",      "dnf5",  "microdnf",
                 "tdnf",       "zypper",  "pacman", "pip",      "uv",  "poetry", "pdm",      "npm",   "yarn",
                 "pnpm",       "bun",     "gem",    "bundle",   "go",  "cargo",  "composer", "conda", "mamba",
                 "micromamba", "pipenv",  "mvn",    "gradle",   "sbt", "dotnet", "mix",      "cabal", "stack"},
    .check = {[](const shell::ManagerCall& call, Context& ctx) {
                const Run* run = run_with_mounts(*call.command);
                if (!run) return;
                const CacheFolders cache = cache_folders(call);
                const Mount* mount = cache.known ? cache_mount(*run, cache) : nullptr;
                if (!mount) return;
                if (call.action == shell::Action::clean) {
                  if (is_thorough(call, ctx.source().text(call.subcommand)))
                    ctx.report(call.subcommand, "this empties the cache that is mounted to be kept")
                        .note(mount->word.span, "the mount");
                } else if (const shell::Word* flag = no_cache_flag(call); flag && fills_cache(call)) {
                  auto report = ctx.report(flag->span, "'{}' leaves the cache that is mounted unused", flag->text);
                  report.note(mount->word.span, "the mount");
                  const bool first = flag == call.command->arguments.data();
                  const Span before = first ? call.command->name.span : (flag - 1)->span;
                  if (!call.command->script->exec_form && (call.manager == "pip" || call.manager == "apk"))
                    report.fix(fmt::format("drop {}", flag->text), remove({before.end, flag->span.end}));
                } else if (fills_cache(call) && cache_disabled(call)) {
                  ctx.report(call.subcommand, "a variable keeps {} from using the cache that is mounted", call.manager)
                      .note(mount->word.span, "the mount");
                }
              },
              [](const shell::Command& command, Context& ctx) {
                if (command.base != "rm") return;
                const Run* run = run_with_mounts(command);
                if (!run) return;
                const std::string home = home_at(*run);
                for (const shell::Word* operand : command.operands()) {
                  std::string_view gone = operand->text;
                  while (gone.ends_with('*') || gone.ends_with('/')) gone.remove_suffix(1);
                  std::string path(gone);
                  if (path.starts_with("~/")) path = home + path.substr(1);
                  if (path.starts_with("${HOME}/")) path = home + path.substr(7);
                  if (path.size() < 2) continue;
                  for (const Mount& mount : run->mounts) {
                    const Mount::Field* target = mount.field("target");
                    if (mount.type() != "cache" || !target || !target->value) continue;
                    std::string folder = run->model->expand(target->value->text, *run).value;
                    while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
                    const bool above = folder == path || folder.starts_with(path + "/");
                    const bool lists = path == "/var/lib/apt/lists" && folder == "/var/lib/apt";
                    if (!above && !lists) continue;
                    ctx.report(operand->span, "this empties the cache that is mounted to be kept")
                        .note(mount.word.span, "the mount");
                    break;
                  }
                }
              }},
};

}  // namespace plimsoll::dockerfile
