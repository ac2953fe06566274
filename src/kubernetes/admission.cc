#include "kubernetes/admission.h"

#include <algorithm>

namespace plimsoll::kubernetes {
namespace {

bool names_engine(std::string_view name) {
  return name.find("kyverno") != name.npos || name.find("gatekeeper") != name.npos;
}

}  // namespace

std::optional<int> pod_security_level(std::string_view name) {
  static constexpr std::string_view kLevels[] = {"privileged", "baseline", "restricted"};
  const auto* found = std::find(std::begin(kLevels), std::end(kLevels), name);
  if (found == std::end(kLevels)) return std::nullopt;
  return static_cast<int>(found - kLevels);
}

bool is_system_namespace(std::string_view name) {
  return name == "kube-system" || name == "kube-public" || name == "kube-node-lease";
}

std::string policy_parameters_fact(std::string_view kind, std::string_view name) {
  return std::string("parameters of ").append(kind).append(" ").append(name);
}

std::vector<std::string> admission_facts_of(const Object& object) {
  if (object.group != "admissionregistration.k8s.io" || !object.kind_name.starts_with("Validating")) return {};
  const std::vector<Value> hooks = object["webhooks"].items();
  const bool engine =
      names_engine(object.name) || std::any_of(hooks.begin(), hooks.end(), [](const Value& hook) {
        return names_engine(hook["name"].string()) || names_engine(hook["clientConfig"]["service"]["name"].string());
      });
  if (!engine) return {};
  return {std::string(kPolicyEngine)};
}

}  // namespace plimsoll::kubernetes
