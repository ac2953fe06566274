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

constexpr std::array<std::string_view, 2> kSystemLabels = {"kubernetes.io/os", "beta.kubernetes.io/os"};

void check_labels(const Workload& workload, Context& ctx) {
  const Value terms =
      workload["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]["nodeSelectorTerms"];
  const Value system = workload["os"]["name"];
  const bool known = system.is_scalar() && !system.templated();
  for (const auto& [key, value] : workload["nodeSelector"].entries()) {
    if (value.templated() || key.templated() || !value.is_scalar()) continue;
    const bool of_system = std::find(kSystemLabels.begin(), kSystemLabels.end(), key.string()) != kSystemLabels.end();
    if (of_system && known && !system.is(value.string()))
      ctx.report(value.span(), "the pod is for '{}' and wants nodes with '{}', so no node fits", system.string(),
                 value.string())
          .note(system.span(), "the system of the pod");
    if (const Value conflict = conflict_of(terms, key.string(), value.string()); conflict.exists())
      ctx.report(conflict.span(), "no node fits: the node selector wants '{}' to be '{}'", key.string(), value.string())
          .note(value.span(), "the node selector");
  }
  if (!known) return;
  for (std::string_view label : kSystemLabels) {
    if (const Value conflict = conflict_of(terms, label, system.string()); conflict.exists())
      ctx.report(conflict.span(), "no node fits: the pod is for '{}'", system.string())
          .note(system.span(), "the system of the pod");
  }
}

constexpr std::array<std::string_view, 10> kPodContext = {
    "appArmorProfile",     "seLinuxOptions", "seLinuxChangePolicy", "seccompProfile",     "fsGroup",
    "fsGroupChangePolicy", "runAsUser",      "runAsGroup",          "supplementalGroups", "supplementalGroupsPolicy"};
constexpr std::array<std::string_view, 10> kContainerContext = {
    "appArmorProfile", "seLinuxOptions",           "seccompProfile", "capabilities", "readOnlyRootFilesystem",
    "privileged",      "allowPrivilegeEscalation", "procMount",      "runAsUser",    "runAsGroup"};

// A process of the node itself uses the network of the node.
bool may_be_host_process(const Workload& workload) {
  auto may_be = [](const Value& context) {
    const Value flag = context["windowsOptions"]["hostProcess"];
    return context.templated() || flag.templated() || flag.is(true);
  };
  return may_be(workload["securityContext"]) ||
         std::any_of(workload.containers.begin(), workload.containers.end(),
                     [&](const Container& container) { return may_be(container["securityContext"]); });
}

// Reports the fields that only Linux knows. Where `os` says Windows the API server rejects them, else the node passes
// over them.
class WindowsCheck {
 public:
  WindowsCheck(const Workload& workload, Context& ctx)
      : workload_(workload), rejected_(workload["os"]["name"].is("windows")), ctx_(ctx) {}

  void run() {
    const Value context = workload_["securityContext"];
    for (std::string_view field : {"hostUsers", "shareProcessNamespace"}) check_present(workload_.pod_spec, field);
    for (std::string_view field : {"hostPID", "hostIPC"})
      if (workload_[field].is(true)) check_present(workload_.pod_spec, field);
    if (workload_["hostNetwork"].is(true) && !may_be_host_process(workload_))
      say_useless(workload_["hostNetwork"], "hostNetwork");
    if (context["sysctls"].size() > 0) check_present(context, "sysctls");
    for (std::string_view field : kPodContext) check_present(context, field);
    for (const Container& container : workload_.containers)
      for (std::string_view field : kContainerContext) check_present(container["securityContext"], field);
  }

 private:
  void check_present(const Value& map, std::string_view field) {
    const Value value = map[field];
    if (!map.is_map() || !value.present()) return;
    if (rejected_) {
      ctx_.report(value.key_span(), "a pod for Windows is rejected with '{}'", field);
    } else {
      say_useless(value, field);
    }
  }

  void say_useless(const Value& value, std::string_view field) {
    ctx_.report(value.key_span(), "'{}' does not work on Windows, where the pod runs", field)
        .severity(rejected_ ? Severity::error : Severity::warning);
  }

  const Workload& workload_;
  const bool rejected_;
  Context& ctx_;
};

void check_linux(const Value& context, Context& ctx) {
  if (const Value options = context["windowsOptions"]; context.is_map() && options.present())
    ctx.report(options.key_span(), "a pod for Linux is rejected with 'windowsOptions'");
}

}  // namespace

extern constinit const Rule conflicting_node_constraints = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          check_labels(workload, ctx);
          const Value system = workload["os"]["name"];
          if (workload.windows && !system.is("linux")) WindowsCheck(workload, ctx).run();
          if (!system.is("linux")) return;
          check_linux(workload["securityContext"], ctx);
          for (const Container& container : workload.containers) check_linux(container["securityContext"], ctx);
        },
};

}  // namespace plimsoll::kubernetes
