#include "context.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {

extern constinit const Rule shell_not_json = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "buildkit-error:SHELL requires the arguments to be in JSON form", "sonar:S7030",
                "dockerfilelint:invalid_format", "dockerlinter:EJ0003", "dockerfile-ls:SHELL_JSON_FORM",
                "dockerfile-ls:SHELL_REQUIRES_ONE"},
    .check =
        [](const Shell& shell, Context& ctx) {
          if (shell.arguments.empty() || (shell.command.exec_form && !shell.command.exec.empty())) return;
          const Span span = shell.arguments_span();
          Report report = ctx.report(span, "SHELL takes a JSON array of at least one string");
          const std::string_view text = shell.arguments;
          const auto array = repaired_array(text.starts_with('[') ? std::string(text) : "[" + std::string(text));
          if (array && span.size() == text.size()) report.fix("write a JSON array", replace(span, *array));
        },
};

}  // namespace plimsoll::dockerfile
