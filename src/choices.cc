#include "choices.h"

#include <optional>
#include <utility>

namespace plimsoll {
namespace {

using kubernetes::Value;

class Chooser {
 public:
  explicit Chooser(const kubernetes::Object& object) : object_(object) {}

  std::vector<Choice> run(const std::vector<kubernetes::Workload>& workloads) {
    const bool has_pods = !workloads.empty();
    const Value spec = object_["spec"];
    const std::string_view kind = object_.kind_name;
    const bool built_in = kubernetes::is_built_in_group(object_.group);
    if (object_.is("", "Service")) {
      add(Choice::Of::pods, kubernetes::plain_selector_of(spec["selector"]), spec["selector"]);
    } else if (kind == "PodDisruptionBudget" && built_in) {
      add(Choice::Of::pods, kubernetes::selector_of(spec["selector"]), spec["selector"]);
      // Before v1 the empty one picked nothing.
      if (object_.version != "v1" && !choices_.empty() && choices_.front().selector.requirements.empty())
        choices_.clear();
    } else if (kind == "NetworkPolicy" && built_in) {
      add_policy(spec);
    } else if (object_.group == "monitoring.coreos.com" && (kind == "ServiceMonitor" || kind == "PodMonitor")) {
      add_monitor(spec);
    } else if (kind == "ReplicationController" || kind == "DeploymentConfig") {
      if (has_pods) add(Choice::Of::own_pods, kubernetes::plain_selector_of(spec["selector"]), spec["selector"]);
    } else if (has_pods && spec["selector"].exists()) {
      add(Choice::Of::own_pods, kubernetes::selector_of(spec["selector"]), spec["selector"]);
    }
    for (const kubernetes::Workload& workload : workloads) add_avoided(workload);
    return std::move(choices_);
  }

 private:
  Choice* add(Choice::Of of, std::optional<kubernetes::Selector> selector, const Value& place) {
    if (!selector) return nullptr;
    return &choices_.emplace_back(
        Choice{.of = of, .selector = std::move(*selector), .spaces = {}, .space_names = {}, .place = place.span()});
  }

  void add_policy(const Value& spec) {
    add(Choice::Of::pods, kubernetes::selector_of(spec["podSelector"]), spec["podSelector"]);
    for (const auto& [direction, side] : {std::pair{"ingress", "from"}, {"egress", "to"}}) {
      for (const Value& rule : spec[direction].items()) {
        for (const Value& peer : rule[side].items()) {
          const Value spaces = peer["namespaceSelector"];
          auto known = kubernetes::selector_of(spaces);
          if (spaces.present() && !known) continue;
          Choice* choice = add(Choice::Of::peers, kubernetes::selector_of(peer["podSelector"]), peer["podSelector"]);
          if (!choice || !known) continue;
          choice->all_spaces = known->requirements.empty();
          if (!choice->all_spaces) choice->spaces = std::move(known);
        }
      }
    }
  }

  void add_monitor(const Value& spec) {
    const bool pods = object_.kind_name == "PodMonitor";
    auto selector = kubernetes::selector_of(spec["selector"]);
    if (!selector && spec["selector"].missing()) selector.emplace();
    const Value spaces = spec["namespaceSelector"];
    if (spaces.templated() || spaces["any"].templated() || spaces["matchNames"].templated()) return;
    Choice* choice = add(pods ? Choice::Of::pods : Choice::Of::services, std::move(selector), spec["selector"]);
    if (!choice) return;
    choice->all_spaces = spaces["any"].is(true);
    for (const Value& name : spaces["matchNames"].items()) choice->space_names.emplace_back(name.string());
    for (const Value& endpoint : spec[pods ? "podMetricsEndpoints" : "endpoints"].items()) {
      const Value port = endpoint["port"];
      if (!port.string().empty() && !port.templated())
        choice->ports.emplace_back(std::string(port.string()), port.span());
    }
  }

  // `term` of podAntiAffinity.
  void add_avoided(const Value& term) {
    const Value spaces = term["namespaceSelector"], names = term["namespaces"];
    auto known = kubernetes::selector_of(spaces);
    if ((spaces.present() && !known) || names.templated()) return;
    for (const Value& name : names.items()) {
      if (name.templated()) return;
    }
    Choice* choice = add(Choice::Of::avoided, kubernetes::selector_of(term["labelSelector"]), term["labelSelector"]);
    if (!choice) return;
    choice->all_spaces = known && known->requirements.empty();
    if (!choice->all_spaces) choice->spaces = std::move(known);
    for (const Value& name : names.items()) choice->space_names.emplace_back(name.string());
  }

  void add_avoided(const kubernetes::Workload& workload) {
    const Value affinity = workload.setting("affinity")["podAntiAffinity"];
    for (const Value& term : affinity["requiredDuringSchedulingIgnoredDuringExecution"].items()) add_avoided(term);
    for (const Value& term : affinity["preferredDuringSchedulingIgnoredDuringExecution"].items())
      add_avoided(term["podAffinityTerm"]);
  }

  const kubernetes::Object& object_;
  std::vector<Choice> choices_;
};

}  // namespace

std::vector<Choice> choices_of(const kubernetes::Object& object, const std::vector<kubernetes::Workload>& workloads) {
  return Chooser(object).run(workloads);
}

}  // namespace plimsoll
