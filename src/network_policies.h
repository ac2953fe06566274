// The pods of a run by the network policies that select them, and the namespaces by those that they have.
//
//   const NetworkPolicies policies(project);
//   for (const NetworkPolicies::Policy& policy : policies.of(pod)) … policy.pods->egress …
#pragma once

#include <functional>
#include <unordered_map>
#include <vector>

#include "label_index.h"

namespace plimsoll {

class NetworkPolicies {
 public:
  struct Policy {
    const ObjectSummary* object;
    const kubernetes::PolicedPods* pods;
  };
  // It points to the project's objects.
  explicit NetworkPolicies(const Project& project);

  // What the run says of them is all that there is: it has some, or nothing is beside the run.
  bool known() const { return known_; }
  // Those that select the pod.
  const std::vector<Policy>& of(const PodSummary& pod) const;

 private:
  bool known_ = false;
  std::unordered_map<const PodSummary*, std::vector<Policy>> by_pod_;
};

// The Namespaces that have no policy of the wanted sort: of their own, or one for many namespaces that is for all their
// pods or speaks of their labels. None unless the run has some policy, is complete, or `strict`.
std::vector<const ObjectSummary*> namespaces_without_policy(
    const Project& project, bool strict, const std::function<bool(const kubernetes::PolicedPods&)>& is_wanted);

}  // namespace plimsoll
