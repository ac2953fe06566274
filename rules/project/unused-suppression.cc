#include "context.h"
#include "suppress/removal.h"

namespace plimsoll::project {

extern constinit const Rule unused_suppression = {
    .severity = Severity::warning,
    .group = Group::suppression,
    .aliases = {"plimsoll:unused-ignore-comment", "plimsoll:suppression-without-reason"},
    .check =
        [](const Suppression& suppression, Context& ctx) {
          if (!suppression.ours() || suppression.expired) return;  // others may need theirs
          std::vector<bool> gone;
          for (const Suppression::Name& name : suppression.names) gone.push_back(name.checked && !name.used);
          const std::vector<Edit> edits = removals(suppression, gone);
          for (size_t i = 0; i < gone.size(); ++i) {
            if (!gone[i]) continue;
            Report report = ctx.report(suppression.names[i].span, "'{}' finds nothing here to allow, so the {} can go",
                                       suppression.names[i].text, suppression.form());
            if (!edits[i].span.empty()) report.fix("remove what has no use", edits[i]);
          }
        },
};

}  // namespace plimsoll::project
