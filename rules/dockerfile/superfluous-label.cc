#include "dockerfile/labels.h"

namespace plimsoll::dockerfile {

extern constinit const Rule superfluous_label = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"hadolint:DL3050"},
    .options = {&label_schema},
    .check =
        [](const Label& label, Context& ctx) {
          const Names schema = ctx[label_schema];
          if (schema.empty()) return;
          for (const KeyValue& pair : label.pairs) {
            const auto key = label_key(label, pair);
            if (key && type_of_label(schema, *key).empty()) {
              ctx.report(pair.key.span, "the label '{}' is not in the schema", *key);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
