#include <algorithm>

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
          const auto& heredocs = script.instruction->heredocs;
          const auto heredoc = std::partition_point(heredocs.begin(), heredocs.end(), [&](const Heredoc& other) {
            return other.body.end <= masked->span.begin;
          });
          if (heredoc == heredocs.end()) return;
          const std::string_view body = ctx.source().text(heredoc->body);
          const size_t head = script.text.text().starts_with("#!") ? body.find('\n') + 1 : 0;
          ctx.report(heredoc->marker.span, "the build goes on when '{}' in this script fails; start it with set -e",
                     masked->name.text)
              .suggest("start the script with set -e",
                       insert_before({heredoc->body.begin + static_cast<uint32_t>(head), 0}, "set -e\n"));
        },
};

}  // namespace plimsoll::dockerfile
