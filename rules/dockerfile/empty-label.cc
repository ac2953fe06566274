#include "dockerfile/labels.h"

namespace plimsoll::dockerfile {

extern constinit const Rule empty_label = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3051", "dockerlint:label_no_empty_value"},
    .options = {&label_schema},
    .check =
        [](const Label& label, Context& ctx) {
          const Names schema = ctx[label_schema];
          for (const KeyValue& pair : label.pairs) {
            if (!pair.value || pair.value->text.find_first_not_of("'\"") != pair.value->text.npos) continue;
            const Text value = label.model->expand(pair.value->text, label);
            const auto key = label_key(label, pair);
            if (!value.known || !value.value.empty() || !key || key->empty()) continue;
            if (!schema.empty() && type_of_label(schema, *key).empty()) continue;
            ctx.report(pair.span, "the label '{}' has an empty value", *key)
                .severity(schema.empty() ? Severity::info : Severity::warning);
          }
        },
};

}  // namespace plimsoll::dockerfile
