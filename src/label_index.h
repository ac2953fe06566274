// The pods, or the Services, of a run by their labels.
//
//   const LabelIndex pods(project, LabelIndex::What::pods);
//   pods.picked(service, *service.details->selector).items        // all that the selector of `service` picks
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "project_index.h"

namespace plimsoll {

struct Labelled {
  const ObjectSummary* object = nullptr;
  const PodSummary* pod = nullptr;  // nullptr: the object itself has the labels
  friend bool operator==(const Labelled&, const Labelled&) = default;
};

// What all rules of a run ask of; a project keeps it (Project::labels).
class LabelTables {
 public:
  enum class What : uint8_t { pods, services };
  struct Table {
    struct Entry {
      uint64_t key;  // of a home, or of all of them, with a label, the name of one, or none
      Labelled item;
    };
    std::vector<Entry> by_label;                   // sorted by key
    std::unordered_map<uint32_t, size_t> unknown;  // homes with labels that cannot be known
    std::unordered_set<uint64_t> foreign_names;    // objects whose operators may make pods; keys as of labels
    std::unordered_set<uint32_t> groups;           // that have some of the items
  };

  explicit LabelTables(const Project& project) : project_(project) {}
  // Made when it is first asked for. Belongs to one thread.
  const Table& of(What what);

 private:
  const Project& project_;
  std::optional<Table> pods_, services_;
};

class LabelIndex {
 public:
  using What = LabelTables::What;
  LabelIndex(const Project& project, What what) : project_(project), what_(what), table_(project.labels->of(what)) {}

  struct Picked {
    std::vector<Labelled> items;
    // What is picked is known: some stand beside `from`, or nothing is beside the run; all labels there are known, no
    // patch changes them, and no object of a foreign kind seems to make what is looked for.
    bool known = true;
    const ObjectSummary* elsewhere = nullptr;  // where nothing is: what would be picked in another namespace
  };
  // Where `from` lives.
  Picked picked(const ObjectSummary& from, const kubernetes::Selector& selector) const;
  // In the namespaces that the choice allows.
  Picked picked(const ObjectSummary& from, const Choice& choice) const;
  // Where a choice picks nothing in its own namespace: what it would pick if one value were spelled a little
  // differently.
  struct Near {
    const ObjectSummary* object;
    std::string_view key, value;
  };
  std::optional<Near> nearest(const ObjectSummary& from, const Choice& choice) const;
  // So much was asked that the last answers are not complete.
  bool exhausted() const { return tests_left_ == 0; }

 private:
  std::span<const LabelTables::Table::Entry> items_at(uint64_t key) const;
  void search(uint32_t home, const kubernetes::Selector& selector, Picked& picked) const;
  bool may_be_made(const std::vector<uint32_t>& homes, const kubernetes::Selector& selector) const;
  void look_elsewhere(const ObjectSummary& from, const kubernetes::Selector& selector, Picked& picked) const;

  const Project& project_;
  What what_;
  const LabelTables::Table& table_;
  mutable size_t tests_left_ = 2'000'000;
};

}  // namespace plimsoll
