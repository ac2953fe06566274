#include <map>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/mounts.h"
#include "dockerfile/syntax.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Action;

// The cache folder that the command empties, as the tables of package managers have it; empty if none.
bool empties(const shell::Command& command, std::string_view cache) {
  if (command.base != "rm") return false;
  for (const shell::Word* operand : command.operands()) {
    std::string_view path = operand->text;
    if (path.ends_with("/*")) path.remove_suffix(2);
    while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
    const bool home = (path.starts_with("~/") || path.starts_with("${HOME}/")) && cache.starts_with("/root/");
    if (home) path.remove_prefix(path.find('/')), cache.remove_prefix(5);
    // Also a folder above it, such as /var/cache or ~/.cache.
    if (cache == path || (path.size() > 4 && cache.starts_with(path) && cache[path.size()] == '/')) return true;
  }
  return false;
}

struct Filled {
  Span place;
  std::string_view manager;
  const Run* run = nullptr;
};

// Managers that share a cache are one: apt-get and apt.
std::string_view cache_of(Fact manager) {
  for (Fact cache : manager["caches"].items()) return cache.string();
  return {};
}

class Search {
 public:
  explicit Search(Context& ctx) : ctx_(ctx) {}

  void run(const Run& run) {
    const Mounted mounted(run, {"cache", "tmpfs"});
    std::map<std::string_view, Filled> own;
    std::map<std::string_view, const shell::Command*> cleaned;
    for (const shell::Script* script : run.scripts) {
      for (const shell::Command& command : script->commands) {
        const auto& call = command.call;
        if (command.base == "rm" || (call && call->action == Action::clean)) {
          for (const auto* caches : {&filled_, &own}) {
            for (const auto& [cache, by] : *caches) {
              if (call ? cache_of(call->facts) == cache : empties_cache(command, by.manager))
                cleaned.emplace(cache, &command);
            }
          }
        }
        if (!call || !call->facts["caches"].exists()) continue;
        if (call->action == Action::clean || call->action == Action::remove || call->action == Action::none) continue;
        const auto& install = command.install;
        if (install && install->no_cache) continue;
        bool held = false;
        for (Fact cache : call->facts["caches"].items()) held = held || mounted.holds(cache.string());
        const std::string_view cache = cache_of(call->facts);
        if (!held && !cache.empty()) own.emplace(cache, Filled{command.span, call->manager, &run});
      }
    }
    for (const auto& [cache, command] : cleaned) {
      const auto before = filled_.find(cache);
      if (before != filled_.end() && !own.contains(cache)) report(*command, before->second, run);
      filled_.erase(cache);
      own.erase(cache);
    }
    for (const auto& [cache, by] : own) filled_.insert_or_assign(cache, by);
    last_ = &run;
  }

  void other() { last_ = nullptr; }

 private:
  static bool empties_cache(const shell::Command& command, std::string_view manager) {
    for (Fact cache : facts::table("package-managers")[manager]["caches"].items()) {
      if (empties(command, cache.string())) return true;
    }
    return false;
  }

  void report(const shell::Command& command, const Filled& filled, const Run& run) {
    auto report = ctx_.report(
        command.span, "this frees nothing, for the cache of '{}' is in the layer of an earlier RUN", filled.manager);
    // The rules that this one replaces know one cache each, and may speak of a later call that fills it.
    report.note(filled.place, "it is filled here").covers(filled.run->span);
    if (last_ != filled.run) return;
    for (const Run* each : {filled.run, &run}) {
      if (!each->flags.empty() || !each->heredocs.empty() || each->command.exec_form) return;
    }
    const std::string_view text = ctx_.source().text(filled.run->span);
    const std::string_view between = ctx_.source().text({filled.run->span.end, run.span.begin});
    if (between.find_first_not_of(" \t\r\n") != between.npos || text.ends_with(';') || text.ends_with('&')) return;
    report.suggest("join the two RUNs", replace({filled.run->span.end, run.arguments_span().begin},
                                                fmt::format(" && {}\n    ", run.model->file().escape)));
  }

  Context& ctx_;
  std::map<std::string_view, Filled> filled_;  // by the first of the cache folders
  const Run* last_ = nullptr;
};

}  // namespace

extern constinit const Rule package_cache_removed_in_later_layer = {
    .severity = Severity::warning,
    .group = Group::image_size,
    .replaces = {"apt-lists-not-removed", "yum-clean-missing", "dnf-clean-missing", "zypper-clean-missing"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.shipped) return;
          Search search(ctx);
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword == Keyword::run) {
              search.run(static_cast<const Run&>(*instruction));
            } else {
              search.other();
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
