#include "kubernetes/policed_pods.h"

#include <algorithm>

#include "kubernetes/network_policy.h"

namespace plimsoll::kubernetes {
namespace {

constexpr int64_t kDnsPort = 53;

bool lists(const Value& list, std::string_view item) {
  const auto items = list.items();
  return std::any_of(items.begin(), items.end(), [&](const Value& each) { return each.is(item); });
}

// A named port may be any.
bool may_be_dns(const Value& port) {
  const auto first = port["port"].integer();
  if (!first) return true;
  const auto last = port["endPort"].integer();
  return *first == kDnsPort || (last && *first < kDnsPort && *last >= kDnsPort);
}

bool lets_out_dns(const PolicyRule& rule) {
  const auto ports = rule.ports.items();
  return ports.empty() || std::any_of(ports.begin(), ports.end(), may_be_dns);
}

PolicedPods policed_by(const Object& policy) {
  const Value spec = policy["spec"], types = spec["policyTypes"];
  PolicedPods pods;
  pods.selector = selector_of(spec["podSelector"]).value_or(Selector());
  pods.egress = types.missing() ? spec["egress"].present() : types.templated() || lists(types, "Egress");
  pods.ingress = types.missing() || types.templated() || lists(types, "Ingress");
  pods.denies_ingress = pods.ingress && spec["ingress"].size() == 0 && !spec["ingress"].templated();
  pods.denies_egress = pods.egress && spec["egress"].size() == 0 && !spec["egress"].templated();
  pods.resolves_names = spec["egress"].templated();
  for (const PolicyRule& rule : rules_of(policy)) {
    if (!rule.egress) continue;
    pods.egress_place = spec["egress"].key_span();
    if (lets_out_dns(rule)) pods.resolves_names = true;
  }
  return pods;
}

// Cilium writes "k8s:app" for the label app of a pod.
Selector without_source(Selector selector) {
  for (Selector::Requirement& requirement : selector.requirements) {
    for (std::string_view source : {"k8s:", "any:"}) {
      if (requirement.key.starts_with(source)) requirement.key.erase(0, source.size());
    }
  }
  return selector;
}

PolicedPods policed_by_cilium(const Value& spec, bool all_spaces) {
  PolicedPods pods;
  pods.selector = without_source(selector_of(spec["endpointSelector"]).value_or(Selector()));
  pods.all_spaces = all_spaces;
  pods.ingress = spec["ingress"].exists() || spec["ingressDeny"].exists();
  pods.egress = spec["egress"].exists() || spec["egressDeny"].exists();
  return pods;
}

// The expression of Calico where it is one comparison, `app == 'web'`; others may pick any.
Selector calico_selector(std::string_view text) {
  const size_t equals = text.find(" == ");
  if (equals == text.npos || text.find_first_of("&|!(") != text.npos) return {};
  const std::string_view key = text.substr(0, equals), value = text.substr(equals + 4);
  if (value.size() < 2 || (value.front() != '\'' && value.front() != '"') || value.back() != value.front()) return {};
  Selector selector;
  selector.requirements.push_back(
      {Selector::Requirement::Test::in, std::string(key), {std::string(value.substr(1, value.size() - 2))}});
  return selector;
}

PolicedPods policed_by_calico(const Object& policy) {
  const Value spec = policy["spec"], types = spec["types"];
  PolicedPods pods;
  pods.selector = calico_selector(spec["selector"].string());
  pods.all_spaces = policy.kind_name == "GlobalNetworkPolicy";
  pods.egress = types.missing() ? spec["egress"].exists() : types.templated() || lists(types, "Egress");
  pods.ingress =
      types.missing() ? spec["ingress"].exists() || !pods.egress : types.templated() || lists(types, "Ingress");
  return pods;
}

PolicedPods policed_by_admin(const Object& policy) {
  const Value spec = policy["spec"], pod_subject = spec["subject"]["pods"];
  PolicedPods pods;
  pods.selector = selector_of(pod_subject["podSelector"]).value_or(Selector());
  pods.all_spaces = true;
  pods.ingress = spec["ingress"].exists();
  pods.egress = spec["egress"].exists();
  return pods;
}

}  // namespace

std::vector<PolicedPods> policed_pods_of(const Object& object) {
  if (is_network_policy(object)) return {policed_by(object)};
  std::vector<PolicedPods> policed;
  if (object.group == "cilium.io" && object.kind_name.ends_with("NetworkPolicy")) {
    const bool all_spaces = object.kind_name == "CiliumClusterwideNetworkPolicy";
    if (object["spec"].exists()) policed.push_back(policed_by_cilium(object["spec"], all_spaces));
    for (const Value& spec : object["specs"].items()) policed.push_back(policed_by_cilium(spec, all_spaces));
  } else if (object.group.ends_with("projectcalico.org") && object.kind_name.ends_with("NetworkPolicy")) {
    policed.push_back(policed_by_calico(object));
  } else if (object.group == "policy.networking.k8s.io" && object.kind_name.ends_with("NetworkPolicy")) {
    policed.push_back(policed_by_admin(object));
  }
  return policed;
}

}  // namespace plimsoll::kubernetes
