#include "network_policies.h"

namespace plimsoll {

NetworkPolicies::NetworkPolicies(const Project& project) {
  LabelIndex pods(project, LabelIndex::What::pods);
  known_ = project.complete;
  for (const ObjectSummary& object : project.objects) {
    if (!object.details) continue;
    for (const kubernetes::PolicedPods& policed : object.details->policed) {
      known_ = true;
      Choice choice;
      choice.selector = policed.selector;
      choice.all_spaces = policed.all_spaces;
      for (const Labelled& item : pods.picked(object, choice).items) by_pod_[item.pod].push_back({&object, &policed});
    }
  }
  if (pods.exhausted()) known_ = false;
}

const std::vector<NetworkPolicies::Policy>& NetworkPolicies::of(const PodSummary& pod) const {
  static const std::vector<Policy> none;
  const auto found = by_pod_.find(&pod);
  return found == by_pod_.end() ? none : found->second;
}

}  // namespace plimsoll
