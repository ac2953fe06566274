#include "neighbours.h"

#include <algorithm>
#include <set>

#include "kubernetes/admission.h"

namespace plimsoll {
namespace {

using kubernetes::Selector;

// The labels that all pods have which a selector picks.
std::vector<std::string> labels_in(const Selector& selector) {
  std::vector<std::string> labels;
  for (const Selector::Requirement& requirement : selector.requirements) {
    if (requirement.test == Selector::Requirement::Test::in && requirement.values.size() == 1)
      labels.push_back(requirement.key + "=" + requirement.values.front());
  }
  return labels;
}

bool picks(const ObjectSummary& picker, const PodSummary& pod) {
  return pod.labels && picker.details->selector->matches(*pod.labels);
}

// Of a scaler whose target a template names.
constexpr std::string_view kAnyTarget = "any";

}  // namespace

void Neighbours::add(const ObjectSummary& object, std::string_view what) {
  for (const uint32_t home : index_.homes_of(object))
    objects_[std::to_string(home).append("\n").append(what)].push_back(&object);
}

std::vector<const ObjectSummary*> Neighbours::find(const ObjectSummary& object, std::string_view what) const {
  std::vector<const ObjectSummary*> found;
  for (const uint32_t home : index_.homes_of(object)) {
    const auto at = objects_.find(std::to_string(home).append("\n").append(what));
    if (at != objects_.end()) found.insert(found.end(), at->second.begin(), at->second.end());
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

Scalers::Scalers(const Project& project, Kind kind) : scalers_(project) {
  for (const ObjectSummary& object : project.objects) {
    if (!object.details || !object.details->scaler) continue;
    if ((object.kind_name == "VerticalPodAutoscaler") != (kind == Kind::vertical)) continue;
    const ScalerSummary& scaler = *object.details->scaler;
    scalers_.add(object, scaler.name.empty() ? std::string(kAnyTarget) : scaler.kind + "/" + scaler.name);
    scalers_.add(object, "");
  }
}

const ObjectSummary* Scalers::of(const ObjectSummary& workload) const {
  auto found = scalers_.find(workload, workload.kind_name + "/" + workload.name);
  if (found.empty()) found = scalers_.find(workload, kAnyTarget);
  return found.empty() ? nullptr : found.front();
}

Pickers::Pickers(const Project& project, std::string_view kind_name) : all_(project), by_label_(project) {
  std::vector<const ObjectSummary*> pickers;
  std::unordered_map<std::string, size_t> uses;  // of a label, by all selectors
  for (const ObjectSummary& object : project.objects) {
    if (object.kind_name != kind_name) continue;
    all_.add(object, "");
    if (!object.details || !object.details->selector) continue;
    pickers.push_back(&object);
    for (const std::string& label : labels_in(*object.details->selector)) ++uses[label];
  }
  // Filed under its rarest label, so that hardly a pair is looked at that does not match.
  for (const ObjectSummary* picker : pickers) {
    const std::vector<std::string> labels = labels_in(*picker->details->selector);
    const auto rarest = std::min_element(labels.begin(), labels.end(), [&](const auto& one, const auto& other) {
      return uses.at(one) < uses.at(other);
    });
    by_label_.add(*picker, rarest == labels.end() ? std::string_view() : *rarest);
  }
}

std::vector<const ObjectSummary*> Pickers::of(const ObjectSummary& workload) const {
  std::vector<const ObjectSummary*> found;
  if (!workload.details) return found;
  auto add = [&](const PodSummary& pod, std::string_view label) {
    for (const ObjectSummary* picker : by_label_.find(workload, label)) {
      if (picks(*picker, pod)) found.push_back(picker);
    }
  };
  for (const PodSummary& pod : workload.details->pods) {
    if (!pod.labels) continue;
    add(pod, "");
    for (const auto& [key, value] : *pod.labels) add(pod, key + "=" + value);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<const ObjectSummary*> namespaces_without(const Project& project,
                                                     const std::function<bool(const ObjectSummary&)>& is_wanted,
                                                     bool strict) {
  const ProjectIndex& index = *project.index;
  std::set<uint32_t> having;  // homes
  for (const std::vector<ObjectSummary>* objects : {&project.objects, &project.unnamed}) {
    for (const ObjectSummary& object : *objects) {
      if (!is_wanted(object)) continue;
      const std::vector<uint32_t>& homes = index.homes_of(object);
      having.insert(homes.begin(), homes.end());
    }
  }
  std::vector<const ObjectSummary*> lacking;
  if (having.empty() && !strict && !project.complete) return lacking;
  std::set<uint32_t> seen;
  std::set<std::string_view> seen_names;
  for (const bool declared : {true, false}) {
    for (const ObjectSummary& object : project.objects) {
      const bool is_namespace = object.kind_name == "Namespace" && object.group.empty();
      if (is_namespace != declared) continue;
      if (!is_namespace && (!object.details || object.details->pods.empty())) continue;
      const std::string& name = is_namespace ? object.name : object.namespace_;
      if (kubernetes::is_system_namespace(name)) continue;
      std::vector<uint32_t> homes = index.homes_of(object);
      if (is_namespace) {
        // No namespace is the same as "default".
        if (name != "default") homes.clear();
        if (const auto home = index.home_of_namespace(name)) homes.push_back(*home);
      }
      const bool has_it = std::any_of(homes.begin(), homes.end(), [&](uint32_t home) { return having.contains(home); });
      const bool fresh = name.empty() ? seen.insert(homes.back()).second : seen_names.insert(name).second;
      if (!has_it && fresh) lacking.push_back(&object);
    }
  }
  return lacking;
}

}  // namespace plimsoll
