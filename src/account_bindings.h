// Which bindings of a run give rights to the account of a pod, and by which of them it may take over the cluster.
//
//   const AccountBindings bindings(project);
//   for (const AccountBinding* binding : bindings.of(object, pod)) …
//
// Bindings of the account, of the groups of all accounts and of all that are logged in. Of bindings to one account the
// first few count; where a pod names no namespace it is taken for that of its account, if their files belong together.
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
  void add(std::string key, AccountBinding binding);
  void add_account(std::string_view space, std::string_view name, AccountBinding binding);
  bool gets_token(const ObjectSummary& object, const PodSummary& pod) const;

  const Project& project_;
  std::unordered_map<std::string, std::vector<AccountBinding>> by_subject_;
};

// "default" for a pod that names none.
std::string_view account_of(const PodSummary& pod);

// Nothing where the role grants less, or is not known.
std::optional<Takeover> takeover_by(const ObjectSummary& binding, const Project& project);

}  // namespace plimsoll
