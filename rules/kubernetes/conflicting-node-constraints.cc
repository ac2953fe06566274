#include <algorithm>
#include <array>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

// What of the expression cannot be true where the label has this value; absent if nothing.
Value conflict_in(const Value& expression, std::string_view key, std::string_view wanted) {
  const Value operation = expression["operator"], values = expression["values"];
  if (!expression["key"].is(key)) return {};
  if (operation.is("DoesNotExist")) return operation;
  const std::vector<Value> items = values.items();
  if (items.empty() || std::any_of(items.begin(), items.end(), [](const Value& value) { return value.templated(); }))
    return {};
  const auto found = std::find_if(items.begin(), items.end(), [&](const Value& value) { return value.is(wanted); });
  if (operation.is("NotIn") && found != items.end()) return *found;
  return operation.is("In") && found == items.end() ? items[0] : Value();
}

// The terms are alternatives, so all of them have to contradict.
Value conflict_of(const Value& terms, std::string_view key, std::string_view wanted) {
  Value first;
  for (const Value& term : terms.items()) {
    Value here;
    for (const Value& expression : term["matchExpressions"].items()) {
      here = conflict_in(expression, key, wanted);
      if (here.exists()) break;
    }
    if (!here.exists()) return {};
    if (!first.exists()) first = here;
  }
  return first;
}

void check_labels(const Workload& workload, Context& ctx) {
  const Value terms =
      workload["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]["nodeSelectorTerms"];
  const Value system = workload["os"]["name"];
  for (const auto& [key, value] : workload["nodeSelector"].entries()) {
    if (value.templated() || key.templated() || !value.is_scalar()) continue;
    if (key.is("kubernetes.io/os") && system.is_scalar() && !system.templated() && !system.is(value.string()))
      ctx.report(value.span(), "the pod is for '{}' and wants nodes with '{}', so no node fits", system.string(),
                 value.string())
          .note(system.span(), "the system of the pod");
    if (const Value conflict = conflict_of(terms, key.string(), value.string()); conflict.exists())
      ctx.report(conflict.span(), "no node fits: the node selector wants '{}' to be '{}'", key.string(), value.string())
          .note(value.span(), "the node selector");
  }
  if (!system.is_scalar() || system.templated()) return;
  if (const Value conflict = conflict_of(terms, "kubernetes.io/os", system.string()); conflict.exists())
    ctx.report(conflict.span(), "no node fits: the pod is for '{}'", system.string())
        .note(system.span(), "the system of the pod");
}

constexpr std::array<std::string_view, 9> kPodContext = {
    "appArmorProfile", "seLinuxOptions", "seccompProfile", "fsGroup",           "fsGroupChangePolicy",
    "sysctls",         "runAsUser",      "runAsGroup",     "supplementalGroups"};
constexpr std::array<std::string_view, 10> kContainerContext = {
    "appArmorProfile", "seLinuxOptions",           "seccompProfile", "capabilities", "readOnlyRootFilesystem",
    "privileged",      "allowPrivilegeEscalation", "procMount",      "runAsUser",    "runAsGroup"};
constexpr std::array<std::string_view, 4> kPod = {"hostPID", "hostIPC", "hostUsers", "shareProcessNamespace"};

template <class Fields>
void check_fields(const Value& map, const Fields& fields, std::string_view system, Context& ctx) {
  for (std::string_view field : fields) {
    if (const Value value = map[field]; value.present() && map.is_map())
      ctx.report(value.key_span(), "a pod for {} is rejected with '{}'", system, field);
  }
}

}  // namespace

extern constinit const Rule conflicting_node_constraints = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          constexpr std::array<std::string_view, 1> kWindows = {"windowsOptions"};
          const Value system = workload["os"]["name"];
          check_labels(workload, ctx);
          const bool windows = system.is("windows");
          if (!windows && !system.is("linux")) return;
          const Value context = workload["securityContext"];
          if (windows) check_fields(workload.pod_spec, kPod, "Windows", ctx);
          windows ? check_fields(context, kPodContext, "Windows", ctx) : check_fields(context, kWindows, "Linux", ctx);
          for (const Container& container : workload.containers) {
            const Value own = container["securityContext"];
            windows ? check_fields(own, kContainerContext, "Windows", ctx) : check_fields(own, kWindows, "Linux", ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
