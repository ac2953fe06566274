#include "label_index.h"

#include <algorithm>
#include <functional>

#include "kubernetes/object.h"
#include "suggest.h"

namespace plimsoll {
namespace {

using kubernetes::Labels;
using kubernetes::Selector;
using Test = Selector::Requirement::Test;

const Labels& labels_in(const Labelled& item) { return item.pod ? *item.pod->labels : item.object->labels; }

// Items of one key may be those of another one as well, if by the rarest of chances: who looks tests them.
uint64_t key_of(uint64_t place, std::string_view name, const std::string* value = nullptr) {
  constexpr uint64_t kSpread = 0x9E3779B97F4A7C15;
  uint64_t key = (place + 1) * kSpread ^ std::hash<std::string_view>()(name);
  if (value) key = (key ^ (key >> 32)) * kSpread ^ std::hash<std::string_view>()(*value);
  return key * kSpread;
}
constexpr uint64_t kAnywhere = ~uint64_t{0};  // instead of a home

// The keys under which all stand that the selector picks.
std::vector<uint64_t> keys_wanted(uint64_t place, const Selector& selector) {
  std::vector<uint64_t> keys;
  for (const Selector::Requirement& requirement : selector.requirements) {
    const bool one = requirement.values.size() == 1;
    if (requirement.test == Test::in || requirement.test == Test::exists)
      keys.push_back(
          key_of(place, requirement.key, requirement.test == Test::in && one ? &requirement.values.front() : nullptr));
  }
  return keys;
}

// The namespace that all have whom the selector picks, by the label that the cluster gives each.
const std::vector<std::string>* names_in(const Selector& spaces) {
  for (const Selector::Requirement& requirement : spaces.requirements) {
    if (requirement.key == "kubernetes.io/metadata.name" && requirement.test == Test::in) return &requirement.values;
  }
  return nullptr;
}

}  // namespace

const LabelTables::Table& LabelTables::of(What what) {
  std::optional<Table>& made = what == What::pods ? pods_ : services_;
  if (made) return *made;
  Table& table = made.emplace();
  auto add_at = [&](uint64_t place, const Labelled& item) {
    table.by_label.push_back({key_of(place, ""), item});
    for (const auto& [key, value] : labels_in(item)) {
      table.by_label.push_back({key_of(place, key), item});
      table.by_label.push_back({key_of(place, key, &value), item});
    }
  };
  auto add = [&](const Labelled& item) {
    for (const uint32_t home : project_.index->homes_of(*item.object)) add_at(home, item);
    add_at(kAnywhere, item);
    const std::vector<uint32_t>& groups = project_.index->groups_of(*item.object);
    table.groups.insert(groups.begin(), groups.end());
  };
  auto add_unknown = [&](const ObjectSummary& object) {
    for (const uint32_t home : project_.index->homes_of(object)) ++table.unknown[home];
  };
  auto add_all = [&](const ObjectSummary& object) {
    const bool makes_pods = object.details && !object.details->pods.empty();
    const bool service = object.group.empty() && object.kind_name == "Service";
    if (what == What::services ? !service : !makes_pods) return;
    if (project_.index->is_patched(object, {"metadata/labels"})) add_unknown(object);
    if (what == What::services) return add({&object, nullptr});
    for (const PodSummary& pod : object.details->pods) {
      if (pod.labels) {
        add({&object, &pod});
      } else {
        add_unknown(object);
      }
    }
  };
  for (const ObjectSummary& object : project_.objects) {
    add_all(object);
    const bool makes_pods = object.details && !object.details->pods.empty();
    if (what == What::services || makes_pods || kubernetes::is_built_in_group(object.group)) continue;
    for (const uint32_t home : project_.index->homes_of(object)) table.foreign_names.insert(key_of(home, object.name));
  }
  for (const ObjectSummary& object : project_.unnamed) add_all(object);
  std::stable_sort(table.by_label.begin(), table.by_label.end(),
                   [](const Table::Entry& one, const Table::Entry& other) { return one.key < other.key; });
  return table;
}

std::span<const LabelTables::Table::Entry> LabelIndex::items_at(uint64_t key) const {
  const auto begin = std::lower_bound(table_.by_label.begin(), table_.by_label.end(), key,
                                      [](const auto& entry, uint64_t wanted) { return entry.key < wanted; });
  const auto end = std::upper_bound(begin, table_.by_label.end(), key,
                                    [](uint64_t wanted, const auto& entry) { return wanted < entry.key; });
  return {begin, end};
}

void LabelIndex::search(uint32_t home, const Selector& selector, Picked& picked) const {
  auto fewest = items_at(key_of(home, ""));
  for (const uint64_t key : keys_wanted(home, selector)) {
    const auto items = items_at(key);
    if (items.size() < fewest.size()) fewest = items;
  }
  for (const auto& [key, item] : fewest) {
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
        if (table_.foreign_names.contains(key_of(home, value))) return true;
      }
    }
  }
  return false;
}

void LabelIndex::look_elsewhere(const ObjectSummary& from, const Selector& selector, Picked& picked) const {
  std::optional<std::span<const LabelTables::Table::Entry>> fewest;
  for (const uint64_t key : keys_wanted(kAnywhere, selector)) {
    const auto items = items_at(key);
    if (!fewest || items.size() < fewest->size()) fewest = items;
  }
  if (!fewest || fewest->size() > 64) return;
  for (const auto& [key, item] : *fewest) {
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
    // What the run knows of all namespaces is never all. Those of monitors are told by what is beside them.
    const bool monitor = choice.of == Choice::Of::services || choice.of == Choice::Of::pods;
    picked.known = project_.complete || (monitor && table_.unknown.empty());
    const Selector& selector = choice.selector;
    const auto wanted = keys_wanted(kAnywhere, selector);
    for (const auto& [key, item] : items_at(wanted.empty() ? key_of(kAnywhere, "") : wanted.front())) {
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
    if (table_.unknown.contains(home)) picked.known = false;
  }
  std::sort(picked.items.begin(), picked.items.end(), [](const Labelled& a, const Labelled& b) {
    return a.object != b.object ? a.object < b.object : a.pod < b.pod;
  });
  picked.items.erase(std::unique(picked.items.begin(), picked.items.end()), picked.items.end());
  if (!picked.items.empty()) return picked;
  if (may_be_made(homes, choice.selector)) picked.known = false;
  if (project_.index->is_patched(from, {"spec"}) || project_.index->has_unnamed(from, "")) picked.known = false;
  if (!elsewhere && picked.known) look_elsewhere(from, choice.selector, picked);
  const bool lived_in =
      elsewhere || what_ == What::services ||
      std::any_of(homes.begin(), homes.end(), [&](uint32_t home) { return !items_at(key_of(home, "")).empty(); });
  const std::vector<uint32_t>& groups = project_.index->groups_of(from);
  const bool some =
      std::any_of(groups.begin(), groups.end(), [&](uint32_t group) { return table_.groups.contains(group); });
  if (!(some && lived_in) && !project_.complete && !picked.elsewhere) picked.known = false;
  return picked;
}

std::optional<LabelIndex::Near> LabelIndex::nearest(const ObjectSummary& from, const Choice& choice) const {
  if (choice.all_spaces || choice.spaces || !choice.space_names.empty()) return std::nullopt;
  constexpr size_t kMostCandidates = 64;
  for (const Selector::Requirement& slip : choice.selector.requirements) {
    if (slip.test != Test::in || slip.values.size() != 1) continue;
    Selector others = choice.selector;
    std::erase_if(others.requirements, [&](const Selector::Requirement& each) { return each.key == slip.key; });
    std::vector<std::string_view> values;
    std::vector<const ObjectSummary*> objects;
    for (const uint32_t home : project_.index->homes_of(from)) {
      for (const auto& [key, item] : items_at(key_of(home, slip.key))) {
        if (values.size() == kMostCandidates) break;
        const Labels& labels = labels_in(item);
        const auto label =
            std::find_if(labels.begin(), labels.end(), [&](const auto& each) { return each.first == slip.key; });
        if (label == labels.end() || !others.matches(labels)) continue;
        values.push_back(label->second);
        objects.push_back(item.object);
      }
    }
    const auto meant = closest(slip.values.front(), values, 2);
    if (!meant) continue;
    const auto place = std::find(values.begin(), values.end(), *meant) - values.begin();
    return Near{objects[static_cast<size_t>(place)], slip.key, *meant};
  }
  return std::nullopt;
}

}  // namespace plimsoll
