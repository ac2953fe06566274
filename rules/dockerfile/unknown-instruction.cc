#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/syntax.h"
#include "suggest.h"

namespace plimsoll::dockerfile {

extern constinit const Rule unknown_instruction = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "buildkit-error:unknown instruction", "dockerfilelint:invalid_command",
                "dockerlinter:EL0001", "dockerlint:unknown_instruction", "dockerfile-ls:UNKNOWN_INSTRUCTION"},
    .check =
        [](const Unknown& unknown, Context& ctx) {
          const Word& name = unknown.name;
          if (name.text.empty()) return;  // of that speaks unparsable-dockerfile
          const auto meant = closest(name.text, instruction_names());
          if (!meant) {
            ctx.report(name.span, "'{}' is no instruction; is the end of the line above missing a '\\'?", name.text);
            return;
          }
          Report report = ctx.report(name.span, "'{}' is no instruction; did you mean '{}'?", name.text, *meant);
          if (name.span.size() == name.text.size() && only_neighbour(name.text, instruction_names())) {
            const std::string written = spelled_like(unknown, keyword_of(*meant));
            report.fix(fmt::format("write {}", written), replace(name.span, written));
          }
        },
};

}  // namespace plimsoll::dockerfile
