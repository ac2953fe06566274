#include "account_bindings.h"

#include <fmt/format.h>

#include <algorithm>

#include "project_index.h"

namespace plimsoll {
namespace {

using kubernetes::Field;

// Of one subject; more would not be told apart by anybody.
constexpr size_t kMostBindings = 16;

bool is_binding(const ObjectSummary& object) {
  return object.kind_name == "ClusterRoleBinding" || object.kind_name == "RoleBinding";
}

std::string_view space_of(const ObjectSummary& object) {
  return object.namespace_.empty() ? std::string_view("default") : std::string_view(object.namespace_);
}

std::string account_key(std::string_view space, std::string_view name) {
  return fmt::format("account {}/{}", space, name);
}

// The first right of the role that reaches as far as the binding.
const kubernetes::Power* power_of(const ObjectSummary& role, bool everywhere) {
  if (!role.details || !role.details->access) return nullptr;
  for (const kubernetes::Power& power : role.details->access->powers) {
    if (everywhere || !power.whole_cluster) return &power;
  }
  return nullptr;
}

}  // namespace

AccountBindings::AccountBindings(const Project& project) : project_(project) {
  constexpr std::string_view kAccountUser = "system:serviceaccount:";
  for (const ObjectSummary& object : project.objects) {
    if (!is_binding(object)) continue;
    for (const kubernetes::Reference& reference : object.references) {
      if (reference.field == Field::subject)
        add_account(reference.space.empty() ? space_of(object) : reference.space, reference.name,
                    {&object, reference.place});
    }
    if (!object.details || !object.details->access) continue;
    for (const auto& [caller, place] : object.details->access->callers) {
      const size_t colon = caller.rfind(':');
      if (caller.starts_with(kAccountUser) && colon > kAccountUser.size()) {
        add_account(std::string_view(caller).substr(kAccountUser.size(), colon - kAccountUser.size()),
                    std::string_view(caller).substr(colon + 1), {&object, place});
      } else {
        add("group " + caller, {&object, place});
      }
    }
  }
}

void AccountBindings::add(std::string key, AccountBinding binding) {
  auto& bindings = by_subject_[std::move(key)];
  if (bindings.size() < kMostBindings) bindings.push_back(binding);
}

void AccountBindings::add_account(std::string_view space, std::string_view name, AccountBinding binding) {
  add(account_key(space, name), binding);
  // Every namespace has a "default".
  if (name != "default" && space != "default") add(account_key("", name), binding);
}

bool AccountBindings::gets_token(const ObjectSummary& object, const PodSummary& pod) const {
  if (pod.mounts_token) return *pod.mounts_token;
  const auto accounts = project_.index->find(object, "ServiceAccount", account_of(pod));
  return std::none_of(accounts.begin(), accounts.end(), [](const ObjectSummary* account) {
    return account->details && account->details->access && account->details->access->tokenless;
  });
}

std::vector<const AccountBinding*> AccountBindings::of(const ObjectSummary& object, const PodSummary& pod) const {
  std::vector<const AccountBinding*> result;
  const auto collect = [&](const std::string& key) {
    const auto found = by_subject_.find(key);
    if (found == by_subject_.end()) return;
    for (const AccountBinding& each : found->second) {
      if (project_.index->are_together(object, *each.binding)) result.push_back(&each);
    }
  };
  collect(account_key(space_of(object), account_of(pod)));
  if (object.namespace_.empty()) collect(account_key("", account_of(pod)));
  collect(fmt::format("group system:serviceaccounts:{}", space_of(object)));
  collect("group system:serviceaccounts");
  collect("group system:authenticated");
  if (!result.empty() && !gets_token(object, pod)) result.clear();
  return result;
}

std::string_view account_of(const PodSummary& pod) {
  return pod.account ? std::string_view(pod.account->name) : std::string_view("default");
}

std::optional<Takeover> takeover_by(const ObjectSummary& binding, const Project& project) {
  const bool everywhere = binding.kind_name == "ClusterRoleBinding";
  if (!everywhere && binding.namespace_ != "kube-system") return std::nullopt;
  for (const kubernetes::Reference& reference : binding.references) {
    if (reference.field != Field::role) continue;
    if (reference.kind == "ClusterRole" && reference.name == "cluster-admin")
      return Takeover{nullptr, reference.name, "do everything", {}};
    for (const ObjectSummary* role : project.index->find(binding, reference.kind, reference.name)) {
      if (const kubernetes::Power* power = power_of(*role, everywhere))
        return Takeover{role, reference.name, power->can, power->place};
      if (!role->details || !role->details->access || role->details->access->aggregated.empty()) continue;
      for (const ObjectSummary* part : project.index->all(*role, "ClusterRole")) {
        const auto& selectors = role->details->access->aggregated;
        const bool taken = std::any_of(selectors.begin(), selectors.end(),
                                       [&](const auto& selector) { return selector.matches(part->labels); });
        if (!taken) continue;
        if (const kubernetes::Power* power = power_of(*part, everywhere))
          return Takeover{part, reference.name, power->can, power->place};
      }
    }
  }
  return std::nullopt;
}

}  // namespace plimsoll
