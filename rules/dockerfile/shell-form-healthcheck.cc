#include "context.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {

extern constinit const Rule shell_form_healthcheck = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .aliases = {"hadolint:DL3025"},
    .check =
        [](const Healthcheck& healthcheck, Context& ctx) {
          const CommandLine& line = healthcheck.command;
          if (healthcheck.none || line.exec_form || line.text.empty()) return;
          const Span span = healthcheck.line.span(line.text);
          Report report = ctx.report(span, "HEALTHCHECK in shell form needs a shell in the image");
          if (const auto array = exec_form(healthcheck)) report.suggest("write a JSON array", replace(span, *array));
        },
};

}  // namespace plimsoll::dockerfile
