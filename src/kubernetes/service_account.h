// Service accounts: which one a pod has, and what other objects say about it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

// The name of the pod's service account, in the field that has it; absent or empty means "default".
Value service_account_of(const Workload& workload);

// Whether the pod has a token of its account for the API: what it says itself; nothing if that is left to its account.
std::optional<bool> mounts_token(const Workload& workload);

// Facts (project.h) about an account: it keeps its token, a role binding names it, or the one or the other.
enum class AccountFact { tokenless, bound, either };
std::string account_fact(AccountFact fact, std::string_view space, std::string_view name);
// A kustomization sets the namespace of what is in this file.
std::string placed_fact(std::string_view path);
// Those that an object states, if it is a ServiceAccount or a role binding. `kustomized`: the namespace that a
// kustomization gives to it, and to its subjects if it builds them as well.
std::vector<std::string> account_facts_of(const Object& object, std::string_view kustomized);

}  // namespace plimsoll::kubernetes
