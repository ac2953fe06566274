#include "context.h"
#include "suppress/removal.h"

namespace plimsoll::project {
namespace {

bool is_unknown(const Suppression::Name& name) { return name.rules.empty(); }

}  // namespace

extern constinit const Rule unknown_suppression = {
    .severity = Severity::warning,
    .group = Group::suppression,
    .check =
        [](const Suppression& suppression, Context& ctx) {
          if (!suppression.ours()) return;  // others have rules that we do not have
          for (const Suppression::Name& name : suppression.names) {
            if (!is_unknown(name)) continue;
            const auto hint = closest_rule(name.text);
            auto report = ctx.report(name.span, "no rule is called '{}'{}", name.text,
                                     hint ? fmt::format("; did you mean '{}'?", *hint) : "");
            if (hint) report.suggest(fmt::format("allow {}", *hint), replace(name.span, std::string(*hint)));
            if (auto edits = without(suppression, name, is_unknown); !edits.empty())
              report.suggest("remove the name", std::move(edits));
          }
        },
};

}  // namespace plimsoll::project
