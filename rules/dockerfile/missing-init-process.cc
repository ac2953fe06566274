#include <algorithm>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {
namespace {

bool has_children(const shell::Command& command) {
  constexpr std::string_view programs[] = {"node",          "npm",    "yarn",     "pnpm", "chrome", "chromium",
                                           "google-chrome", "celery", "gunicorn", "puma", "jenkins"};
  return std::find(std::begin(programs), std::end(programs), command.base) != std::end(programs) ||
         command.name.text.ends_with(".sh") ||
         (shell::dialect_of(command.base) != shell::Dialect::unknown && !command.operands().empty() &&
          !command.has_flag({"-c"}));
}

bool is_init(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);
  return name.starts_with("tini") || name == "dumb-init" || name == "catatonit" || name == "init" ||
         name == "docker-init" || name.starts_with("s6-");
}

}  // namespace

extern constinit const Rule missing_init_process = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::all,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || stage.windows) return;
          const Instruction* entrypoint = stage.last(Keyword::entrypoint);
          const Cmd* cmd = command_of(stage);
          for (const Instruction* start : {entrypoint, static_cast<const Instruction*>(cmd)}) {
            if (!start) continue;
            for (const MappedText& word : command_line_of(*start)->exec) {
              if (is_init(word.text())) return;
            }
          }
          const shell::Command* first = start_of(stage);
          if (!first || has_exec(*first) || !has_children(*first)) return;
          if (std::any_of(first->wrappers.begin(), first->wrappers.end(),
                          [](const shell::Word& word) { return is_init(word.text); }))
            return;
          ctx.report(first->name.span,
                     "'{}' is process 1 but collects no orphans; put tini or 'docker run --init' before it",
                     first->name.text);
        },
};

}  // namespace plimsoll::dockerfile
