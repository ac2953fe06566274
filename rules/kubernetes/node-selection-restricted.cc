#include "context.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> fields{
    "fields", "those that pods may not have", {"nodeName", "nodeSelector", "nodeAffinity"}};

bool is_used(const Value& value) {
  if (value.is_map() || value.is_list()) return value.size() > 0;
  return value.is_scalar() && value.present() && !value.templated() && !value.is("");
}

// "nodeName", "affinity.nodeAffinity"; "nodeAffinity" alone is meant so, too.
Value setting_of(const Workload& workload, std::string_view path) {
  if (path == "nodeAffinity") path = "affinity.nodeAffinity";
  Value value = workload.setting(path.substr(0, path.find('.')));
  while (path.find('.') != path.npos) {
    path.remove_prefix(path.find('.') + 1);
    value = value[path.substr(0, path.find('.'))];
  }
  return value;
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
            const Value value = setting_of(workload, field);
            if (is_used(value))
              ctx.report(value.key_span(), "the pod chooses its nodes with '{}', which is forbidden", field);
          }
        },
};

}  // namespace plimsoll::kubernetes
