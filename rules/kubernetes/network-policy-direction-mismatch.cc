#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/network_policy.h"

namespace plimsoll::kubernetes {

extern constinit const Rule network_policy_direction_mismatch = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Object& object, Context& ctx) {
          const Value types = object["spec"]["policyTypes"];
          const std::vector<Value> listed = types.items();
          if (!is_network_policy(object) || listed.empty() || object.root.node()->partial ||
              std::any_of(listed.begin(), listed.end(), [](const Value& type) { return type.templated(); }))
            return;
          for (const auto& [type, field] : {std::pair{"Ingress", "ingress"}, {"Egress", "egress"}}) {
            const Value rules = object["spec"][field];
            const auto found = std::find_if(listed.begin(), listed.end(),
                                            [&type = type](const Value& value) { return value.is(type); });
            if (found == listed.end() && rules.size() > 0) {
              Report report =
                  ctx.report(rules.key_span(), "these rules have no effect: 'policyTypes' does not list '{}'", type);
              report.note(types.key_span(), "the types of this policy");
              if (auto edit = append_item(types, type, ctx.source()))
                report.suggest(fmt::format("add '{}' to the types", type), *edit);
            } else if (found != listed.end() && found->is("Egress") && rules.missing() && !ctx.unasked()) {
              ctx.report(found->span(), "there are no egress rules, so the pods can reach nothing, not even DNS")
                  .severity(Severity::info);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
