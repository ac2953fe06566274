#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/casing.h"
#include "dockerfile/exec_form.h"
#include "dockerfile/shell_options.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

// What fails there is missing in the image: a download, an archive, a build.
bool is_work(const shell::Command& command) {
  const auto& call = command.call;
  return command.download || (call && call->action != shell::Action::none) || build_of(command) ||
         facts::table("shell-words")["unpackers"].has(command.base) || command.is("git", {"clone"}) ||
         command.base == "make" || command.name.text.starts_with("./");
}

bool can_fail(const shell::Command& command) {
  if (command.base == "cat" && command.arguments.empty()) return false;  // of a heredoc
  return !command.name.text.empty() && !facts::table("shell-words")["writers"].has(command.base);
}

struct Pipe {
  Span place;
  const shell::Command* left = nullptr;
  bool work = false;
  bool by_stage = false;
};

// The first pipe of a RUN with something left of it that may fail, or a later one where that is real work.
Pipe worst_pipe(const Run& run, Context& ctx) {
  Pipe worst;
  for (const shell::Script* script : run.scripts) {
    OptionsInForce options(*script);
    std::map<int, std::pair<const shell::Command*, const shell::Command*>> left;  // by pipeline: may fail, the last
    for (const shell::Command& command : script->commands) {
      const bool pipefail = options.at(command).pipefail;
      if (command.pipeline_length < 2) continue;
      auto& [failing, last] = left[command.pipeline];
      if (failing && command.pipeline_position > failing->pipeline_position && !pipefail) {
        const bool work = is_work(*failing);
        if (!worst.left || (work && !worst.work)) {
          Span place = command.joint_span;
          if (command.joint != shell::Joint::pipe) {
            const Span between{last->span.end, std::max(last->span.end, command.span.begin)};
            const size_t bar = ctx.source().text(between).find('|');
            place = bar == std::string_view::npos ? failing->span : Span{between.begin + static_cast<uint32_t>(bar), 0};
            if (place.end == 0) place.end = place.begin + 1;
          }
          worst = {place, failing, work, options.by_stage()};
        }
      }
      // "(a || true) | b": that a fails is foreseen.
      if (command.joint == shell::Joint::or_else && failing == last) failing = nullptr;
      if (can_fail(command) && !(failing && is_work(*failing))) failing = &command;
      last = &command;
    }
  }
  return worst;
}

// ["bash", "a", "|", "b"]
std::optional<Span> bar_without_shell(const CommandLine& line) {
  if (!line.exec_form || shell_script(line) > 0) return std::nullopt;
  const auto bar =
      std::find_if(line.exec.begin(), line.exec.end(), [](const MappedText& w) { return w.text() == "|"; });
  if (bar == line.exec.begin() || bar == line.exec.end()) return std::nullopt;
  return bar->span(0, 1);
}

// The shell of the base image that knows pipefail; empty if that is not known.
std::string_view shell_of(const Run& run) {
  const ActiveShell& shell = run.model->shell_at(run);
  if (run.trigger_of || !run.stage || !run.stage->from || shell.set_by || shell.by_comment) return {};
  const auto system = system_of(run.stage->root->image);
  if (!system || system->shell.empty() || system->shell == "cmd") return {};
  return system->shell == "ash" ? "/bin/ash" : "/bin/bash";
}

}  // namespace

extern constinit const Rule pipe_without_pipefail = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL4006", "kics:Shell Running A Pipe Without Pipefail Flag",
                "kics:efbf148a-67e9-42d2-ac47-02fa1c0d0b22", "semgrep:set-pipefail", "dockerlinter:ER0001"},
    .check =
        [](const Run& run, Context& ctx) {
          if (const auto bar = bar_without_shell(run.command)) {
            ctx.report(*bar, "no shell reads this array, so the '|' is an argument and no pipe");
            return;
          }
          const Pipe pipe = worst_pipe(run, ctx);
          if (!pipe.left) return;
          auto report = ctx.report(pipe.place, "the build goes on when '{}' left of this pipe fails; set pipefail",
                                   pipe.left->name.text);
          report.severity(pipe.work ? Severity::warning : Severity::info);
          const std::string_view shell = shell_of(run);
          if (shell.empty() || !pipe.by_stage) return;
          report.suggest(
              fmt::format("use {} with pipefail in this stage", shell.substr(5)),
              insert_after(run.stage->from->whole, fmt::format("\n{} [\"{}\", \"-o\", \"pipefail\", \"-c\"]",
                                                               spelled_like(*run.stage->from, Keyword::shell), shell)));
        },
};

}  // namespace plimsoll::dockerfile
