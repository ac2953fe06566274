#include "account_bindings.h"

#include <fmt/format.h>

#include <algorithm>

#include "project_index.h"

namespace plimsoll {
namespace {

using kubernetes::Field;

// Of one subject in one group; more would not be told apart by anybody.
constexpr size_t kMostBindings = 16;
// Of one name that are applied together: variants, of which only one is meant.
constexpr size_t kMostRoles = 16;

bool is_binding(const ObjectSummary& object) {
  return object.kind_name == "ClusterRoleBinding" || object.kind_name == "RoleBinding";
}

std::string_view space_of(const ObjectSummary& object) {
  return object.namespace_.empty() ? std::string_view("default") : std::string_view(object.namespace_);
}

// Empty where it cannot be known: a ClusterRoleBinding is in no namespace that its subjects could be in.
std::string_view space_of(const kubernetes::Reference& subject, const ObjectSummary& binding) {
  if (!subject.space.empty()) return subject.space;
  return binding.kind_name == "ClusterRoleBinding" ? std::string_view() : space_of(binding);
}

std::string account_key(std::string_view space, std::string_view name) {
  return fmt::format("account {}/{}", space, name);
}

// The roles that a binding means: those that are applied with it, else the only one of that name.
ProjectIndex::Objects roles_of(const ObjectSummary& binding, const kubernetes::Reference& role,
                               const ProjectIndex& index) {
  ProjectIndex::Objects found = index.find(binding, role.kind, role.name);
  if (found.size() < 2) return found;
  std::erase_if(found, [&](const ObjectSummary* each) { return !index.are_together(binding, *each); });
  found.resize(std::min(found.size(), kMostRoles));
  return found;
}

uint64_t in_group(uint32_t subject, uint32_t group) { return uint64_t{group} << 32 | subject; }

// The first right of the role that reaches as far as the binding.
const kubernetes::Power* power_of(const ObjectSummary& role, bool everywhere) {
  if (!role.details || !role.details->access) return nullptr;
  for (const kubernetes::Power& power : role.details->access->powers) {
    if (everywhere || !power.whole_cluster) return &power;
  }
  return nullptr;
}

// The account is one of those that the kustomizations build, and the subject means it before they rename anything.
bool is_built_with(const ObjectSummary& binding, const kubernetes::Reference& subject,
                   const std::vector<const Kustomization*>& users, const std::string& space,
                   const ProjectIndex& index) {
  const bool own = std::any_of(users.begin(), users.end(),
                               [&](const Kustomization* user) { return user->namespace_ == subject.space; });
  const auto accounts = index.find(binding, "ServiceAccount", subject.name, space);
  return std::any_of(accounts.begin(), accounts.end(), [&](const ObjectSummary* account) {
    if (!index.are_together(binding, *account)) return false;
    const AccessSummary* access = account->details ? account->details->access.get() : nullptr;
    const std::string_view written = access ? std::string_view(access->written_space) : std::string_view();
    return own || subject.space.empty() || subject.space == (written.empty() ? "default" : written);
  });
}

}  // namespace

AccountBindings::AccountBindings(const Project& project) : project_(project) {
  constexpr std::string_view kAccountUser = "system:serviceaccount:";
  for (const ObjectSummary& object : project.objects) {
    if (!is_binding(object)) continue;
    for (const kubernetes::Reference& reference : object.references) {
      if (reference.field != Field::subject) continue;
      add_account(space_of(reference, object), reference.name, {&object, reference.place});
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

void AccountBindings::add(const std::string& subject, AccountBinding binding) {
  const uint32_t number = subjects_.try_emplace(subject, static_cast<uint32_t>(subjects_.size())).first->second;
  for (const uint32_t group : project_.index->groups_of(*binding.binding)) {
    auto& bindings = by_subject_[in_group(number, group)];
    if (bindings.size() < kMostBindings) bindings.push_back(binding);
  }
}

void AccountBindings::add_account(std::string_view space, std::string_view name, AccountBinding binding) {
  if (!space.empty()) {
    add(account_key(space, name), binding);
    add_apart(account_key(space, name), binding);
  }
  // Every namespace has a "default".
  if (name != "default" && space != "default") add(account_key("", name), binding);
}

void AccountBindings::add_apart(const std::string& account, AccountBinding binding) {
  const auto folder = folder_of(*binding.binding);
  const auto [entry, added] = apart_.try_emplace(account);
  Apart& apart = entry->second;
  if (added && folder) apart.group = *folder;
  apart.several = apart.several || !folder || *folder != apart.group;
  if (!apart.several && apart.bindings.size() < kMostBindings) apart.bindings.push_back(binding);
}

// Nothing for what kustomizations build, or might.
std::optional<uint32_t> AccountBindings::folder_of(const ObjectSummary& object) const {
  const std::string& path = project_.path_of(object);
  if (!project_.index->roots().kustomizations_of(path).empty()) return std::nullopt;
  const std::vector<uint32_t>& groups = project_.index->groups_of(object);
  return groups.size() < 2 ? std::nullopt : std::optional(groups.back());
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
  const auto collect = [&](const std::string& subject) {
    const auto number = subjects_.find(subject);
    if (number == subjects_.end()) return;
    const size_t most = result.size() + kMostBindings;
    for (const uint32_t group : project_.index->groups_of(object)) {
      const auto found = by_subject_.find(in_group(number->second, group));
      if (found == by_subject_.end()) continue;
      for (const AccountBinding& each : found->second) {
        const bool known = std::any_of(result.begin(), result.end(), [&](const AccountBinding* other) {
          return other->binding == each.binding && other->place == each.place;
        });
        if (!known && result.size() < most) result.push_back(&each);
      }
    }
  };
  const std::string account = account_key(space_of(object), account_of(pod));
  collect(account);
  if (object.namespace_.empty()) collect(account_key("", account_of(pod)));
  if (const auto found = apart_.find(account); result.empty() && found != apart_.end()) {
    if (!found->second.several && !object.namespace_.empty() && folder_of(object)) {
      for (const AccountBinding& each : found->second.bindings) result.push_back(&each);
    }
  }
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
    for (const ObjectSummary* role : roles_of(binding, reference, *project.index)) {
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

void settle_subjects(Project& project) {
  for (ObjectSummary& object : project.objects) {
    if (!is_binding(object)) continue;
    const auto users = project.index->roots().kustomizations_of(project.path_of(object));
    const std::string* space = nullptr;
    for (const Kustomization* user : users) {
      if (!user->namespace_.empty()) space = &user->namespace_;
    }
    if (!space) continue;
    for (kubernetes::Reference& reference : object.references) {
      if (reference.field != Field::subject) continue;
      if (reference.name == "default" || is_built_with(object, reference, users, *space, *project.index))
        reference.space = *space;
    }
  }
}

std::vector<RoleFactAt> role_facts(const Project& project) {
  using kubernetes::RoleFact;
  std::vector<RoleFactAt> facts;
  for (const ObjectSummary& binding : project.objects) {
    if (!is_binding(binding)) continue;
    for (const kubernetes::Reference& reference : binding.references) {
      if (reference.field != Field::role) continue;
      for (const ObjectSummary* role : roles_of(binding, reference, *project.index)) {
        if (role->kind_name == "ClusterRole" && binding.kind_name == "ClusterRoleBinding")
          facts.push_back(
              {kubernetes::cluster_bound_fact(project.path_of(*role), role->place), binding.file, reference.place});
        if (!role->details || !role->details->access) continue;
        for (const auto& [fact, place] : role->details->access->grants)
          facts.push_back({kubernetes::role_fact(fact, project.path_of(binding), reference.place), role->file, place});
      }
    }
  }
  return facts;
}

}  // namespace plimsoll
