#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule interactive_container = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"gatekeeper:general/disallowinteractive"},
    .check =
        [](const Container& container, Context& ctx) {
          for (const char* key : {"stdin", "tty"}) {
            const Value flag = container[key];
            if (!flag.is(true)) continue;
            ctx.report(flag.span(), "container '{}' keeps a terminal open with '{}', which only people at a shell need",
                       container.name(), key)
                .suggest(fmt::format("set '{}: false'", key), replace(flag.span(), "false"));
          }
        },
};

}  // namespace plimsoll::kubernetes
