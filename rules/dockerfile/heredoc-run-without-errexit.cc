#include "context.h"
#include "dockerfile/ast.h"
#include "dockerfile/masked.h"
#include "dockerfile/shell_options.h"

namespace plimsoll::dockerfile {

extern constinit const Rule heredoc_run_without_errexit = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const shell::Script& script, Context& ctx) {
          if (!script.heredoc || !script.instruction || script.instruction->keyword != Keyword::run) return;
          OptionsInForce options(script);
          const shell::Command* masked = nullptr;
          for (size_t i = 0; i < script.commands.size() && !masked; ++i) {
            if (!options.at(script.commands[i]).errexit) masked = masked_by(script.commands, i);
          }
          if (!masked) return;
          for (const Heredoc& heredoc : script.instruction->heredocs) {
            if (!heredoc.body.contains(masked->span)) continue;
            const std::string_view body = script.text.text();
            const std::string_view raw = ctx.source().text(heredoc.body);
            const size_t head = body.starts_with("#!") ? raw.find('\n') + 1 : 0;
            ctx.report(heredoc.marker.span, "the build goes on when '{}' in this script fails; start it with set -e",
                       masked->name.text)
                .suggest("start the script with set -e",
                         insert_before({heredoc.body.begin + static_cast<uint32_t>(head), 0}, "set -e\n"));
          }
        },
};

}  // namespace plimsoll::dockerfile
