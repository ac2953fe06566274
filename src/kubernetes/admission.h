// What keeps pods out of a namespace: the levels of Pod Security admission, and policy engines.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

inline constexpr std::string_view kPodSecurityPrefix = "pod-security.kubernetes.io/";

// privileged, baseline, restricted: 0, 1, 2. Nothing for any other word.
std::optional<int> pod_security_level(std::string_view name);

// kube-system and the others that the cluster makes for itself.
bool is_system_namespace(std::string_view name);

// The fact (project.h) that a policy engine judges the pods of the cluster.
inline constexpr std::string_view kPolicyEngine = "policy engine";
std::vector<std::string> admission_facts_of(const Object& object);

// The fact that this admission policy wants parameters; `kind` is its own.
std::string policy_parameters_fact(std::string_view kind, std::string_view name);

}  // namespace plimsoll::kubernetes
