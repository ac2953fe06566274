#include "network_policies.h"

#include <algorithm>

#include "neighbours.h"

namespace plimsoll {
namespace {

using kubernetes::Labels;
using kubernetes::PolicedPods;
using kubernetes::Selector;

constexpr size_t kMostTests = 1'000'000;

// The labels of the namespaces of a run.
class NamespaceLabels {
 public:
  explicit NamespaceLabels(const Project& project) {
    for (const ObjectSummary& object : project.objects) {
      if (object.kind_name != "Namespace" || !object.group.empty()) continue;
      const auto [space, fresh] = spaces_.try_emplace(object.name);
      if (fresh) space->second = {labels_of(object.labels, object.name), object.labels_known, &object.labels};
      // Of two that differ nobody knows which one is meant.
      if (*space->second.written != object.labels) space->second.known = false;
    }
  }

  // Whether a selector picks the namespace of that name, or may do so.
  bool may_fit(const Selector& selector, const std::string& name) const {
    if (selector.requirements.empty() || name.empty() || kubernetes::is_unknown_namespace(name)) return true;
    const auto space = spaces_.find(name);
    if (space != spaces_.end() && space->second.known) return selector.matches(space->second.labels);
    Selector of_name;
    for (const Selector::Requirement& requirement : selector.requirements) {
      if (requirement.key == kubernetes::kSpaceName) of_name.requirements.push_back(requirement);
    }
    return of_name.matches(labels_of({}, name));
  }

 private:
  struct Space {
    Labels labels;
    bool known = true;
    const Labels* written = nullptr;
  };

  static Labels labels_of(Labels labels, const std::string& name) {
    labels.emplace_back(kubernetes::kSpaceName, name);
    return labels;
  }

  std::unordered_map<std::string_view, Space> spaces_;
};

// Those without a name hold as well.
template <class Visit>
void for_each_policed(const Project& project, Visit visit) {
  for (const std::vector<ObjectSummary>* objects : {&project.objects, &project.unnamed}) {
    for (const ObjectSummary& object : *objects) {
      if (!object.details) continue;
      for (const PolicedPods& policed : object.details->policed) visit(object, policed);
    }
  }
}

bool holds_in(const PolicedPods& policed, const ObjectSummary& space, const NamespaceLabels& labels) {
  if (policed.unknown_space) return true;
  if (policed.spaces.requirements.empty()) return policed.selector.requirements.empty();
  return labels.may_fit(policed.spaces, space.name);
}

}  // namespace

NetworkPolicies::NetworkPolicies(const Project& project) {
  LabelIndex pods(project, LabelIndex::What::pods);
  const NamespaceLabels labels(project);
  known_ = project.complete;
  for_each_policed(project, [&](const ObjectSummary& object, const PolicedPods& policed) {
    known_ = true;
    Choice choice;
    choice.selector = policed.selector;
    choice.all_spaces = policed.all_spaces;
    for (const Labelled& item : pods.picked(object, choice).items) {
      if (labels.may_fit(policed.spaces, item.object->namespace_)) by_pod_[item.pod].push_back({&object, &policed});
    }
  });
  if (pods.exhausted()) known_ = false;
}

const std::vector<NetworkPolicies::Policy>& NetworkPolicies::of(const PodSummary& pod) const {
  static const std::vector<Policy> none;
  const auto found = by_pod_.find(&pod);
  return found == by_pod_.end() ? none : found->second;
}

std::vector<const ObjectSummary*> namespaces_without_policy(const Project& project, bool strict,
                                                            const std::function<bool(const PolicedPods&)>& is_wanted) {
  bool known = strict || project.complete;
  std::vector<const PolicedPods*> wide;
  for_each_policed(project, [&](const ObjectSummary&, const PolicedPods& policed) {
    known = true;
    if (policed.all_spaces && is_wanted(policed)) wide.push_back(&policed);
  });
  if (!known) return {};
  const auto is_own = [&](const ObjectSummary& object) {
    if (!object.details) return false;
    const std::vector<PolicedPods>& all = object.details->policed;
    return std::any_of(all.begin(), all.end(),
                       [&](const PolicedPods& policed) { return !policed.all_spaces && is_wanted(policed); });
  };
  const NamespaceLabels labels(project);
  std::vector<const ObjectSummary*> lacking = namespaces_without(project, is_own, true);
  size_t tests = 0;
  std::erase_if(lacking, [&](const ObjectSummary* object) {
    if (object->kind_name != "Namespace") return true;
    return std::any_of(wide.begin(), wide.end(), [&](const PolicedPods* policed) {
      return ++tests > kMostTests || holds_in(*policed, *object, labels);
    });
  });
  return lacking;
}

}  // namespace plimsoll
