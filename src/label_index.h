// The pods, or the Services, of a run by their labels.
//
//   const LabelIndex pods(project, LabelIndex::What::pods);
//   pods.picked(service, *service.details->selector).items        // all that the selector of `service` picks
#pragma once

#include <string>
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

class LabelIndex {
 public:
  enum class What : uint8_t { pods, services };
  LabelIndex(const Project& project, What what);

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
  // So much was asked that the last answers are not complete.
  bool exhausted() const { return tests_left_ == 0; }

 private:
  using Items = std::vector<Labelled>;
  const Items& items_at(const std::string& key) const;
  void search(uint32_t home, const kubernetes::Selector& selector, Picked& picked) const;
  bool may_be_made(const std::vector<uint32_t>& homes, const kubernetes::Selector& selector) const;
  void look_elsewhere(const ObjectSummary& from, const kubernetes::Selector& selector, Picked& picked) const;

  const Project& project_;
  What what_;
  std::unordered_map<std::string, Items> by_label_;      // "3\nkey=value", "3\nkey", "3\n"; without number: anywhere
  std::unordered_map<uint32_t, size_t> unknown_;         // homes with labels that cannot be known
  std::unordered_map<std::string, bool> foreign_names_;  // "3\nname": objects whose operators may make pods
  std::unordered_set<uint32_t> groups_;                  // that have some of them
  mutable size_t tests_left_ = 2'000'000;
};

}  // namespace plimsoll
