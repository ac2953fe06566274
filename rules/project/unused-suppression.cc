#include "context.h"
#include "suppress/removal.h"

namespace plimsoll::project {
namespace {

bool is_unused(const Suppression::Name& name) { return name.checked && !name.used; }

}  // namespace

extern constinit const Rule unused_suppression = {
    .severity = Severity::warning,
    .group = Group::suppression,
    .check =
        [](const Suppression& suppression, Context& ctx) {
          if (!suppression.ours() || suppression.expired) return;  // others may need theirs
          for (const Suppression::Name& name : suppression.names) {
            if (!is_unused(name)) continue;
            Report report = ctx.report(name.span, "'{}' finds nothing here to allow, so the {} can go", name.text,
                                       suppression.form());
            if (auto edits = without(suppression, name, is_unused); !edits.empty())
              report.fix("remove what has no use", std::move(edits));
          }
        },
};

}  // namespace plimsoll::project
