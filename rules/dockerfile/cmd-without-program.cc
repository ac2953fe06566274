#include "context.h"
#include "dockerfile/exec_form.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {

extern constinit const Rule cmd_without_program = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || stage.last(Keyword::entrypoint)) return;
          const Cmd* cmd = command_of(stage);
          if (!cmd || !cmd->command.exec_form || cmd->command.exec.empty()) return;
          static const Fact plain = facts::table("container-runtime")["no-entrypoint"];
          const Stage& root = *stage.root;
          const std::string_view image = root.image.official_name();
          if (!root.scratch && (!root.image_known || image.empty() || !plain.has(image))) return;
          const MappedText& first = cmd->command.exec[0];
          if (!first.text().starts_with('-')) return;
          ctx.report(first.span(0, first.text().size()), "'{}' is no program, and there is no ENTRYPOINT that takes it",
                     first.text());
        },
};

}  // namespace plimsoll::dockerfile
