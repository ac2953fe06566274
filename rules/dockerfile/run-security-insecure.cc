#include "context.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {

extern constinit const Rule run_security_insecure = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"semgrep:run-security-insecure", "sonar:S6502"},
    .check =
        [](const Run& run, Context& ctx) {
          for (const Flag& flag : run.flags) {
            if (flag.name.text != "security" || value_of(flag) != "insecure") continue;
            ctx.report(flag.word.span, "this step runs with all rights of the build host");
          }
        },
};

}  // namespace plimsoll::dockerfile
