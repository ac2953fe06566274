#include "label_index.h"

#include <algorithm>

#include "kubernetes/object.h"

namespace plimsoll {
namespace {

using kubernetes::Labels;
using kubernetes::Selector;
using Test = Selector::Requirement::Test;

const Labels& labels_in(const Labelled& item) { return item.pod ? *item.pod->labels : item.object->labels; }

std::string key_at(uint32_t home, std::string_view label) { return std::to_string(home).append("\n").append(label); }

std::vector<std::string> labels_wanted(const Selector& selector) {
  std::vector<std::string> labels;
  for (const Selector::Requirement& requirement : selector.requirements) {
    if (requirement.test == Test::in && requirement.values.size() == 1) {
      labels.push_back(requirement.key + "=" + requirement.values.front());
    } else if (requirement.test == Test::in || requirement.test == Test::exists) {
      labels.push_back(requirement.key);
    }
  }
  return labels;
}

// The namespace that all have whom the selector picks, by the label that the cluster gives each.
const std::vector<std::string>* names_in(const Selector& spaces) {
  for (const Selector::Requirement& requirement : spaces.requirements) {
    if (requirement.key == "kubernetes.io/metadata.name" && requirement.test == Test::in) return &requirement.values;
  }
  return nullptr;
}

}  // namespace

LabelIndex::LabelIndex(const Project& project, What what) : project_(project), what_(what) {
  auto add = [&](const Labelled& item) {
    auto add_at = [&](const std::string& prefix) {
      by_label_[prefix].push_back(item);
      for (const auto& [key, value] : labels_in(item)) {
        by_label_[prefix + key].push_back(item);
        by_label_[prefix + key + "=" + value].push_back(item);
      }
    };
    for (const uint32_t home : project.index->homes_of(*item.object)) add_at(key_at(home, ""));
    add_at("");
    const std::vector<uint32_t>& groups = project.index->groups_of(*item.object);
    groups_.insert(groups.begin(), groups.end());
  };
  auto add_unknown = [&](const ObjectSummary& object) {
    for (const uint32_t home : project.index->homes_of(object)) ++unknown_[home];
  };
  auto add_all = [&](const ObjectSummary& object) {
    const bool makes_pods = object.details && !object.details->pods.empty();
    const bool service = object.group.empty() && object.kind_name == "Service";
    if (what == What::services ? !service : !makes_pods) return;
    if (project.index->is_patched(object)) add_unknown(object);
    if (what == What::services) return add({&object, nullptr});
    for (const PodSummary& pod : object.details->pods) {
      if (pod.labels) {
        add({&object, &pod});
      } else {
        add_unknown(object);
      }
    }
  };
  for (const ObjectSummary& object : project.objects) {
    add_all(object);
    const bool makes_pods = object.details && !object.details->pods.empty();
    if (what == What::services || makes_pods || kubernetes::is_built_in_group(object.group)) continue;
    for (const uint32_t home : project.index->homes_of(object)) foreign_names_[key_at(home, object.name)] = true;
  }
  for (const ObjectSummary& object : project.unnamed) add_all(object);
}

const LabelIndex::Items& LabelIndex::items_at(const std::string& key) const {
  static const Items none;
  const auto found = by_label_.find(key);
  return found == by_label_.end() ? none : found->second;
}

void LabelIndex::search(uint32_t home, const Selector& selector, Picked& picked) const {
  const Items* fewest = &items_at(key_at(home, ""));
  for (const std::string& label : labels_wanted(selector)) {
    const Items& items = items_at(key_at(home, label));
    if (items.size() < fewest->size()) fewest = &items;
  }
  for (const Labelled& item : *fewest) {
    if (tests_left_ == 0) {
      picked.known = false;
      return;
    }
    --tests_left_;
    if (selector.matches(labels_in(item))) picked.items.push_back(item);
  }
}

bool LabelIndex::may_be_made(const std::vector<uint32_t>& homes, const Selector& selector) const {
  for (const Selector::Requirement& requirement : selector.requirements) {
    for (const std::string& value : requirement.values) {
      for (const uint32_t home : homes) {
        if (foreign_names_.contains(key_at(home, value))) return true;
      }
    }
  }
  return false;
}

void LabelIndex::look_elsewhere(const ObjectSummary& from, const Selector& selector, Picked& picked) const {
  const Items* fewest = nullptr;
  for (const std::string& label : labels_wanted(selector)) {
    const Items& items = items_at(label);
    if (!fewest || items.size() < fewest->size()) fewest = &items;
  }
  if (!fewest || fewest->size() > 64) return;
  for (const Labelled& item : *fewest) {
    const ObjectSummary& other = *item.object;
    if (!selector.matches(labels_in(item)) || other.namespace_ == from.namespace_) continue;
    const bool together = project_.index->are_together(from, other);
    const bool open = is_open_space(other.namespace_) || (!from.namespace_.empty() && is_open_space(from.namespace_));
    if (open) {
      // Who names no namespace is put into one by hand.
      if (together) picked.known = false;
    } else if (!picked.elsewhere && (together || !from.namespace_.empty())) {
      picked.elsewhere = &other;
    }
  }
}

LabelIndex::Picked LabelIndex::picked(const ObjectSummary& from, const Selector& selector) const {
  return picked(from, Choice{.selector = selector, .spaces = {}, .space_names = {}});
}

LabelIndex::Picked LabelIndex::picked(const ObjectSummary& from, const Choice& choice) const {
  Picked picked;
  std::vector<uint32_t> homes;
  auto add_space = [&](const std::string& name) {
    const auto home = project_.index->home_of_namespace(name);
    if (home) homes.push_back(*home);
    // No namespace is the same as "default".
    const std::vector<uint32_t>& groups = project_.index->groups_of(from);
    if (name == "default") homes.insert(homes.end(), groups.begin(), groups.end());
    // Somebody else may have made it.
    picked.known = picked.known && home.has_value();
  };
  const bool elsewhere = choice.all_spaces || choice.spaces || !choice.space_names.empty();
  if (!elsewhere) homes = project_.index->homes_of(from);
  if (choice.all_spaces) {
    // What the run knows of all namespaces is never all.
    picked.known = project_.complete;
    const Selector& selector = choice.selector;
    const auto wanted = labels_wanted(selector);
    for (const Labelled& item : items_at(wanted.empty() ? "" : wanted.front())) {
      if (tests_left_ == 0) break;
      --tests_left_;
      if (selector.matches(labels_in(item))) picked.items.push_back(item);
    }
  }
  for (const std::string& name : choice.space_names) add_space(name);
  if (choice.spaces) {
    if (const auto* names = names_in(*choice.spaces)) {
      for (const std::string& name : *names) add_space(name);
    } else {
      const ProjectIndex::Objects spaces = project_.index->all(from, "Namespace");
      if (spaces.size() >= ProjectIndex::kMost) picked.known = false;
      for (const ObjectSummary* space : spaces) {
        if (choice.spaces->matches(space->labels)) add_space(space->name);
      }
      picked.known = picked.known && !homes.empty();
    }
  }
  for (const uint32_t home : homes) {
    search(home, choice.selector, picked);
    if (unknown_.contains(home)) picked.known = false;
  }
  std::sort(picked.items.begin(), picked.items.end(), [](const Labelled& a, const Labelled& b) {
    return a.object != b.object ? a.object < b.object : a.pod < b.pod;
  });
  picked.items.erase(std::unique(picked.items.begin(), picked.items.end()), picked.items.end());
  if (!picked.items.empty()) return picked;
  if (may_be_made(homes, choice.selector)) picked.known = false;
  if (project_.index->is_patched(from)) picked.known = false;
  if (!elsewhere && picked.known) look_elsewhere(from, choice.selector, picked);
  const bool lived_in =
      elsewhere || what_ == What::services ||
      std::any_of(homes.begin(), homes.end(), [&](uint32_t home) { return !items_at(key_at(home, "")).empty(); });
  const std::vector<uint32_t>& groups = project_.index->groups_of(from);
  const bool some = std::any_of(groups.begin(), groups.end(), [&](uint32_t group) { return groups_.contains(group); });
  if (!(some && lived_in) && !project_.complete && !picked.elsewhere) picked.known = false;
  return picked;
}

}  // namespace plimsoll
