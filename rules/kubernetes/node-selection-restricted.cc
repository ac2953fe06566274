#include "context.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> fields{
    "fields", "those that pods may not have", {"nodeName", "nodeSelector", "nodeAffinity"}};

bool is_used(const Value& value) {
  if (value.is_map()) return value.size() > 0;
  return value.is_scalar() && !value.missing() && !value.is("");
}

}  // namespace

extern constinit const Rule node_selection_restricted = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:restrict-node-selection", "kyverno:restrict-node-affinity"},
    .options = {&fields},
    .check =
        [](const Workload& workload, Context& ctx) {
          for (std::string_view field : ctx[fields]) {
            const Value value = field == "nodeAffinity" ? workload.setting("affinity")[field] : workload.setting(field);
            if (is_used(value))
              ctx.report(value.key_span(), "the pod chooses its nodes with '{}', which is forbidden", field);
          }
        },
};

}  // namespace plimsoll::kubernetes
