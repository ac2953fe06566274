#include <algorithm>

#include "context.h"
#include "dockerfile/language_caches.h"
#include "dockerfile/model.h"
#include "dockerfile/mounts.h"

namespace plimsoll::dockerfile {
namespace {

std::string_view user_name(const Run& run) {
  const Setting& user = run.model->user_at(run);
  if (!user.set_by || !user.text.known) return {};
  const std::string_view text = user.text.value;
  return text.substr(0, text.find(':'));
}

// Another user's folder of the same program.
bool looks_like(std::string_view target, std::string_view folder, std::string_view home) {
  if (!folder.starts_with(home) || folder.size() <= home.size()) return false;
  const std::string_view tail = folder.substr(home.size());
  return target.ends_with(tail) || (target.starts_with("/") && target.find(std::string(tail) + "/") != target.npos);
}

// Yarn 1 run by root has its cache below /usr/local/share.
bool is_old_yarn_of_root(const shell::ManagerCall& call, std::string_view user) {
  return call.manager == "yarn" && call.command->has_flag({"--frozen-lockfile"}) && (user == "root" || user == "0");
}

void judge(const Run& run, const Mount& mount, const Span place, std::string_view target, Context& ctx) {
  const std::string_view user = user_name(run);
  const std::string home = home_at(run);
  bool used = false;
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      const auto& call = command.call;
      if (!call || !fills_cache(*call)) continue;
      const CacheFolders cache = cache_folders(*call);
      if (!cache.known) return;
      if (is_old_yarn_of_root(*call, user.empty() ? "root" : user) && target == "/root/.cache/yarn" && !cache.moved &&
          (!user.empty() || run.stage->root->image.official_name() == "node")) {
        ctx.report(place, "yarn as root keeps its cache in '/usr/local/share/.cache/yarn', not here");
        return;
      }
      if (cache_mount(run, cache)) {
        used = true;
        continue;
      }
      // A user whose home nobody knows may well have it there.
      const bool certain = user == "root" || user == "0" || (user.empty() && !target.starts_with("/home/")) ||
                           (!user.empty() && target.starts_with("/root/"));
      if (!certain || cache.paths.empty()) continue;
      for (const std::string& path : cache.paths) {
        if (!looks_like(target, path, home)) continue;
        ctx.report(place, "{} keeps its cache in '{}' here, so this mount has no use", call->manager, path);
        return;
      }
    }
  }
  if (!used || user.empty() || user == "root" || user == "0" || mount.field("uid") || mount.field("mode")) return;
  ctx.report(place, "the mount belongs to root and user '{}' cannot write to it; say uid=", user)
      .severity(Severity::warning);
}

}  // namespace

extern constinit const Rule cache_mount_wrong_target = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .check =
        [](const Run& run, Context& ctx) {
          for (const Mount& mount : run.mounts) {
            const Mount::Field* target = mount.field("target");
            if (mount.type() != "cache" || !target || !target->value) continue;
            const Span place = target->value->span;
            const Text path = run.model->expand(target->value->text, run);
            if (path.value.starts_with("~")) {
              ctx.report(place, "the builder takes '~' for a name, so this is not the home of anybody")
                  .severity(Severity::warning);
            } else if (std::find(path.unknown.begin(), path.unknown.end(), "HOME") != path.unknown.end()) {
              ctx.report(place, "no ARG or ENV sets HOME, so the builder does not know it here")
                  .severity(Severity::warning);
            } else if (path.known) {
              judge(run, mount, place, path.value, ctx);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
