#include "context.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {

extern constinit const Rule run_network_host = {
    .severity = Severity::info,
    .group = Group::security,
    .aliases = {"sonar:S6431"},
    .check =
        [](const Run& run, Context& ctx) {
          for (const Flag& flag : run.flags) {
            if (flag.name.text != "network" || value_of(flag) != "host") continue;
            ctx.report(flag.word.span, "this step sees the network of the build host, its local services included");
          }
        },
};

}  // namespace plimsoll::dockerfile
