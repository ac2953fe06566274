#include "context.h"
#include "dockerfile/casing.h"

namespace plimsoll::dockerfile {

extern constinit const Rule instruction_casing = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .aliases = {"sonar:S6476", "dockerfilelint:uppercase_commands", "dockerlinter:EI0005",
                "dockerfile-ls:CASING_INSTRUCTION"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          const std::string_view wanted = name_of(instruction.keyword);
          if (instruction.keyword == Keyword::unknown || instruction.name.text == wanted) return;
          ctx.report(instruction.name.span, "instruction '{}' is not in capitals", instruction.name.text)
              .fix("write it in capitals", recase(instruction, true));
        },
};

}  // namespace plimsoll::dockerfile
