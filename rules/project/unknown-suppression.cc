#include "context.h"
#include "suppress.h"

namespace plimsoll::project {

extern constinit const Rule unknown_suppression = {
    .severity = Severity::warning,
    .group = Group::suppression,
    .check =
        [](const Suppression& suppression, Context& ctx) {
          for (const Suppression::Name& name : suppression.names) {
            if (!name.rules.empty()) continue;
            const auto hint = closest_rule(name.text);
            auto report = ctx.report(name.span, "no rule is called '{}'{}", name.text,
                                     hint ? fmt::format("; did you mean '{}'?", *hint) : "");
            if (hint) report.suggest(fmt::format("allow {}", *hint), replace(name.span, std::string(*hint)));
          }
        },
};

}  // namespace plimsoll::project
