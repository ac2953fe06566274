#include <algorithm>
#include <optional>
#include <vector>

#include "context.h"
#include "dockerfile/mounts.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Action;

constexpr std::string_view lists = "/var/lib/apt/lists";

// Where the index of a family is from, as a stage finds it.
enum class Index { none, unknown, older, fresh };

struct State {
  Index apt = Index::none;
  Index apk = Index::none;

  Index& of(std::string_view family) { return family == "apt" ? apt : apk; }
  void next_layer() {
    for (Index* index : {&apt, &apk}) {
      if (*index == Index::fresh) *index = Index::older;
    }
  }
};

bool needs_index(const shell::Install& install) {
  if (has_hidden_options(install)) return false;
  if (install.no_cache || install.command->has_flag({"--no-download", "-U", "--update", "--update-cache"}))
    return false;
  return std::any_of(install.packages.begin(), install.packages.end(), [](const shell::Package& package) {
    return !package.file && !package.url && !package.from_variable && package.word->literal;
  });
}

// Scripts and tools may fetch the lists.
bool may_update(const shell::Command& command) {
  return command.base == "add-apt-repository" || command.base == "apt-add-repository" || command.base == "bash" ||
         command.base == "sh" || command.base == "source" || command.base == "." || command.base.empty() ||
         command.base == "apt-fast" || command.name.text.find(".sh") != std::string::npos ||
         command.name.text.starts_with("./");
}

// The number of the last command of the RUN that removes the lists; 0 if none does.
size_t last_cleanup(const Run& run) {
  size_t last = 0, number = 0;
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      ++number;
      if (empties(command, lists)) last = number;
    }
  }
  return last;
}

void report(const shell::Install& install, Index index, bool removed_later, Context& ctx) {
  const bool apk = install.manager == "apk";
  const shell::Command& command = *install.command;
  auto finding =
      apk ? ctx.report(install.subcommand, "'apk {}' may use an old package index; --no-cache loads a new one",
                       subcommand_of(install))
          : ctx.report(install.subcommand, "'{} {}' without an update in the same RUN {}", command.base,
                       subcommand_of(install),
                       index == Index::none ? "finds no package lists" : "uses lists of an older build");
  if (apk || index != Index::none) finding.severity(Severity::info);
  if (apk) {
    finding.fix("add --no-cache", add_argument(install.subcommand, "--no-cache", ctx.source()));
  } else if (command.wrappers.empty() && command.assignments.empty() && !command.script->exec_form &&
             command.pipeline_length == 1 && command.joint != shell::Joint::or_else) {
    std::vector<Edit> edits{insert_before(command.span, command.base + " update && ")};
    if (!removed_later) {
      auto cleanup = append_command(*run_of(command), "rm -rf /var/lib/apt/lists/*", ctx.source());
      if (!cleanup) return;
      edits.push_back(std::move(*cleanup));
    }
    finding.suggest("update first, and remove the lists", std::move(edits));
  }
}

void walk(const Stage& stage, State& state, Context& ctx) {
  for (const Instruction* each : stage.instructions) {
    if (each->keyword == Keyword::onbuild) each = static_cast<const Onbuild*>(each)->trigger.get();
    if (!each || each->keyword != Keyword::run) continue;
    const Run& run = static_cast<const Run&>(*each);
    state.next_layer();
    size_t number = 0;
    std::optional<size_t> cleanup;  // asked for when it matters
    const bool mounted = !run.mounts.empty() && (Mounted(run).holds(lists) || Mounted(run).holds("/var/cache/apk"));
    for (const shell::Script* script : run.scripts) {
      for (const shell::Command& command : script->commands) {
        ++number;
        if (command.base == "rm" || command.base == "find") {
          if (empties(command, lists)) state.apt = Index::none;
          if (empties(command, "/var/cache/apk")) state.apk = Index::none;
          continue;
        }
        if (may_update(command)) state.apt = state.apk = Index::fresh;
        if (!command.base.starts_with("ap")) continue;
        const auto call = system_call(command);
        if (!call) continue;
        const std::string_view family = call->facts["family"].string();
        if (family != "apt" && family != "apk") continue;
        Index& index = state.of(family);
        if (call->action == Action::update) index = Index::fresh;
        if (call->action == Action::clean && subcommand_of(*call).starts_with("dist")) index = Index::none;
        if (call->action != Action::install || mounted) continue;
        const auto& install = command.install;
        if (index != Index::fresh && needs_index(*install)) {
          if (!cleanup) cleanup = last_cleanup(run);
          report(*install, index, *cleanup > number, ctx);
        }
        if (family == "apk") index = Index::fresh;
      }
    }
  }
}

}  // namespace

extern constinit const Rule package_install_without_update = {
    .severity = Severity::warning,
    .group = Group::build_cache,
    .aliases = {"kics:Update Instruction Alone", "kics:9bae49be-0aa3-4de5-bab2-4c3a069e40cd"},
    .replaces = {"apk-cache-not-disabled"},
    .check =
        [](const File& file, Context& ctx) {
          std::vector<State> ends(file.model->stages().size());
          for (const auto& stage : file.model->stages()) {
            State state = stage->parent ? ends[stage->parent->index] : State();
            // Only official images are known to bring no lists.
            const bool unknown = stage->from && (!stage->image_known || stage->image.official_name().empty());
            if (!stage->parent && unknown) state.apt = Index::unknown;
            walk(*stage, state, ctx);
            ends[stage->index] = state;
          }
        },
};

}  // namespace plimsoll::dockerfile
