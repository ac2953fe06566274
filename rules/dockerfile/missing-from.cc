#include "context.h"
#include "dockerfile/syntax.h"
#include "suggest.h"

namespace plimsoll::dockerfile {

extern constinit const Rule missing_from = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"datadog-iac:should_specify_base_image", "datadog-iac:19619060-f22e-094f-fda1-aacf37b69bba",
                "buildkit-error:dockerfile contains no stages to build", "dockerlinter:EF0001",
                "dockerfile-ls:NO_SOURCE_IMAGE", "hadolint:DL3061"},
    .replaces = {"instruction-before-from"},
    .check =
        [](const File& file, Context& ctx) {
          if (file.instructions.empty()) return;
          for (const auto& instruction : file.instructions) {
            if (instruction->keyword == Keyword::from) return;
            // A misspelt FROM is the finding of another rule.
            if (instruction->keyword == Keyword::unknown &&
                closest(instruction->name.text, instruction_names()) == "FROM")
              return;
          }
          ctx.report(file.instructions.front()->name.span, "no FROM in the file, so there is no stage to build");
        },
};

}  // namespace plimsoll::dockerfile
