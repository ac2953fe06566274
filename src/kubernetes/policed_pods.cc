#include "kubernetes/policed_pods.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kubernetes/calico_selector.h"
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
  if (!first || *first == kDnsPort) return true;
  const Value end = port["endPort"];
  const auto last = end.integer();
  return *first < kDnsPort && (end.templated() || (last && *last >= kDnsPort));
}

bool lets_out_dns(const PolicyRule& rule) {
  const auto ports = rule.ports.items();
  return ports.empty() || std::any_of(ports.begin(), ports.end(), may_be_dns);
}

// A selector as it stands in spec; an absent one, or one that is not known, may mean any.
Selector selector_in(const Value& value) { return selector_of(value).value_or(Selector()); }

PolicedPods policed_by(const Object& policy) {
  const Value spec = policy["spec"], types = spec["policyTypes"];
  // The API server makes no difference between them.
  const bool no_types = types.missing() || (types.is_list() && types.size() == 0);
  PolicedPods pods;
  pods.selector = selector_in(spec["podSelector"]);
  pods.egress = no_types ? spec["egress"].present() : types.templated() || lists(types, "Egress");
  pods.ingress = no_types || types.templated() || lists(types, "Ingress");
  pods.denies_ingress = pods.ingress && spec["ingress"].size() == 0;
  pods.denies_egress = pods.egress && spec["egress"].size() == 0;
  pods.resolves_names = spec["egress"].templated();
  for (const PolicyRule& rule : rules_of(policy)) {
    if (!rule.egress) continue;
    pods.egress_place = spec["egress"].key_span();
    if (lets_out_dns(rule)) pods.resolves_names = true;
  }
  return pods;
}

// Cilium and Calico know pods by keys of their own besides labels.
struct OwnKeys {
  std::string_view space_labels;            // before the labels of the namespace
  std::string_view space;                   // the namespace's name
  std::array<std::string_view, 2> unknown;  // before what no manifest says
  std::array<std::string_view, 2> sources;  // before labels, and of no account
};
constexpr OwnKeys kCilium{"io.cilium.k8s.namespace.labels.",
                          "io.kubernetes.pod.namespace",
                          {"io.kubernetes.pod.", "io.cilium."},
                          {"k8s:", "any:"}};
constexpr OwnKeys kCalico{"pcns.", "projectcalico.org/namespace", {"projectcalico.org/", "pcsa."}, {}};

// Whether the key is no label of the pod. Then it becomes the label of the namespace that it stands for, or empty where
// that cannot be known.
bool is_own(std::string& key, const OwnKeys& own) {
  for (std::string_view source : own.sources) {
    if (key.starts_with(source)) key.erase(0, source.size());
  }
  if (key.starts_with(own.space_labels)) {
    key.erase(0, own.space_labels.size());
  } else if (key == own.space) {
    key = kSpaceName;
  } else if (std::any_of(own.unknown.begin(), own.unknown.end(),
                         [&](std::string_view prefix) { return key.starts_with(prefix); })) {
    key.clear();
  } else {
    return false;
  }
  return true;
}

void add_requirements(Selector from, const OwnKeys& keys, PolicedPods& pods) {
  for (Selector::Requirement& requirement : from.requirements) {
    const bool own = is_own(requirement.key, keys);
    if (own && requirement.key.empty()) continue;
    (own ? pods.spaces : pods.selector).requirements.push_back(std::move(requirement));
  }
}

// With rules of a direction Cilium lets in or out only what they say; an empty rule says nothing.
bool is_cilium_direction(const Value& spec, std::string_view allow, std::string_view deny) {
  return spec[allow].size() > 0 || spec[allow].templated() || spec[deny].size() > 0 || spec[deny].templated();
}

bool denies_by_cilium(const Value& spec, std::string_view allow) {
  const auto rules = spec[allow].items();
  return !spec["enableDefaultDeny"][allow].is(false) &&
         std::all_of(rules.begin(), rules.end(), [](const Value& rule) { return rule.size() == 0; });
}

void add_cilium(const Value& spec, bool all_spaces, std::vector<PolicedPods>& policed) {
  // Then it is for nodes.
  if (spec["endpointSelector"].missing() && spec["nodeSelector"].present()) return;
  PolicedPods& pods = policed.emplace_back();
  add_requirements(selector_in(spec["endpointSelector"]), kCilium, pods);
  pods.all_spaces = all_spaces;
  pods.ingress = is_cilium_direction(spec, "ingress", "ingressDeny");
  pods.egress = is_cilium_direction(spec, "egress", "egressDeny");
  pods.denies_ingress = pods.ingress && denies_by_cilium(spec, "ingress");
  pods.denies_egress = pods.egress && denies_by_cilium(spec, "egress");
}

bool is_denial(const Value& rule) { return rule["action"].is("Deny") || rule["action"].templated(); }

std::vector<Selector> alternatives_in(const Value& selector) {
  const std::vector<Selector> any(1);
  return selector.templated() ? any : calico_selector(selector.string()).value_or(any);
}

void add_calico(const Object& policy, std::vector<PolicedPods>& policed) {
  const Value spec = policy["spec"], types = spec["types"];
  const auto only_denies = [&](std::string_view direction) {
    const auto rules = spec[direction].items();
    return std::all_of(rules.begin(), rules.end(), is_denial);
  };
  PolicedPods pods;
  pods.all_spaces = policy.kind_name == "GlobalNetworkPolicy";
  pods.egress = types.missing() ? spec["egress"].exists() : types.templated() || lists(types, "Egress");
  pods.ingress =
      types.missing() ? spec["ingress"].exists() || !pods.egress : types.templated() || lists(types, "Ingress");
  pods.denies_ingress = pods.ingress && only_denies("ingress");
  pods.denies_egress = pods.egress && only_denies("egress");
  for (const Selector& spaces : alternatives_in(spec["namespaceSelector"])) {
    for (const Selector& selector : alternatives_in(spec["selector"])) {
      PolicedPods& each = policed.emplace_back(pods);
      add_requirements(selector, kCalico, each);
      for (Selector::Requirement requirement : spaces.requirements) {
        if (requirement.key == "projectcalico.org/name") requirement.key = kSpaceName;
        if (!requirement.key.starts_with("projectcalico.org/")) each.spaces.requirements.push_back(requirement);
      }
    }
  }
}

PolicedPods policed_by_admin(const Object& policy) {
  const Value spec = policy["spec"], subject = spec["subject"], pod_subject = subject["pods"];
  const auto denies = [&](std::string_view direction) {
    const auto rules = spec[direction].items();
    return spec[direction].templated() || std::any_of(rules.begin(), rules.end(), is_denial);
  };
  PolicedPods pods;
  pods.selector = selector_in(pod_subject["podSelector"]);
  pods.spaces = selector_in(pod_subject.present() ? pod_subject["namespaceSelector"] : subject["namespaces"]);
  pods.all_spaces = true;
  pods.ingress = spec["ingress"].exists();
  pods.egress = spec["egress"].exists();
  pods.denies_ingress = denies("ingress");
  pods.denies_egress = denies("egress");
  return pods;
}

}  // namespace

std::vector<PolicedPods> policed_pods_of(const Object& object) {
  std::vector<PolicedPods> policed;
  if (is_network_policy(object)) {
    policed.push_back(policed_by(object));
  } else if (object.group == "cilium.io" && object.kind_name.ends_with("NetworkPolicy")) {
    const bool all_spaces = object.kind_name == "CiliumClusterwideNetworkPolicy";
    if (object["spec"].exists()) add_cilium(object["spec"], all_spaces, policed);
    for (const Value& spec : object["specs"].items()) add_cilium(spec, all_spaces, policed);
  } else if (object.group.ends_with("projectcalico.org") &&
             (object.kind_name == "NetworkPolicy" || object.kind_name == "GlobalNetworkPolicy")) {
    add_calico(object, policed);
  } else if (object.group == "policy.networking.k8s.io" && object.kind_name.ends_with("NetworkPolicy")) {
    policed.push_back(policed_by_admin(object));
  }
  if (is_unknown_namespace(object.namespace_)) {
    for (PolicedPods& pods : policed) pods.all_spaces = pods.unknown_space = true;
  }
  return policed;
}

bool is_unknown_namespace(std::string_view name) { return name.find_first_of("{<$") != name.npos; }

}  // namespace plimsoll::kubernetes
