// Which bindings of a run give rights to the account of a pod, and by which of them it may take over the cluster.
//
//   const AccountBindings bindings(project);
//   for (const AccountBinding* binding : bindings.of(object, pod)) …
//
// Bindings of the account, of the groups of all accounts and of all that are logged in, from files that are applied
// together with that of the pod; of bindings to one account the first few count. Where a pod names no namespace it is
// taken for that of its account. Without kustomizations the binding of an account may also stand in another folder, if
// it and the pod name the same namespace and no other folder binds that account.
//
// Before anybody asks, settle_subjects() has to say whom kustomizations make of the subjects.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "project.h"

namespace plimsoll {

struct AccountBinding {
  const ObjectSummary* binding;
  Span place;  // of the subject
};

// The path from a binding to what makes its subjects masters of the cluster.
struct Takeover {
  const ObjectSummary* role = nullptr;  // nullptr: the built-in cluster-admin
  std::string_view role_name;
  std::string_view can;
  Span place;  // in the role
};

class AccountBindings {
 public:
  // The project must outlive it.
  explicit AccountBindings(const Project& project);

  // None for a pod that does not get the token of its account.
  std::vector<const AccountBinding*> of(const ObjectSummary& object, const PodSummary& pod) const;

 private:
  // Of an account, in files without kustomizations.
  struct Apart {
    uint32_t group = 0;  // of all of them
    std::vector<AccountBinding> bindings;
    bool several = false;  // other groups have some as well
  };

  void add(const std::string& subject, AccountBinding binding);
  void add_account(std::string_view space, std::string_view name, AccountBinding binding);
  void add_apart(const std::string& account, AccountBinding binding);
  std::optional<uint32_t> folder_of(const ObjectSummary& object) const;
  bool gets_token(const ObjectSummary& object, const PodSummary& pod) const;

  const Project& project_;
  std::unordered_map<std::string, uint32_t> subjects_;                    // numbers of them
  std::unordered_map<uint64_t, std::vector<AccountBinding>> by_subject_;  // and group
  std::unordered_map<std::string, Apart> apart_;                          // by account
};

// "default" for a pod that names none.
std::string_view account_of(const PodSummary& pod);

// Nothing where the role grants less, or is not known.
std::optional<Takeover> takeover_by(const ObjectSummary& binding, const Project& project);

// Kustomize gives the namespace that it sets to subjects as well, to "default" and to the accounts that it builds: the
// references of bindings say so afterwards.
void settle_subjects(Project& project);

struct RoleFactAt {
  std::string fact;
  uint32_t file;  // of Project::files
  Span place;
};
// What bindings and roles of the run mean to each other (kubernetes/role.h).
std::vector<RoleFactAt> role_facts(const Project& project);

}  // namespace plimsoll
