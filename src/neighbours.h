// Which objects of a run mean each other: by what they say, among those that live in one namespace.
//
//   const Scalers scalers(project, Scalers::Kind::horizontal);
//   for (const ObjectSummary& object : project.objects) if (!scalers.of(object)) …
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "project.h"
#include "project_index.h"

namespace plimsoll {

// Objects by what they speak of. It points to the project's.
class Neighbours {
 public:
  explicit Neighbours(const Project& project) : index_(*project.index) {}

  // `object` speaks of `what` at its home.
  void add(const ObjectSummary& object, std::string_view what);
  // All that speak of `what` at the home of `object`, in the order of the project.
  std::vector<const ObjectSummary*> find(const ObjectSummary& object, std::string_view what) const;

 private:
  const ProjectIndex& index_;
  std::unordered_map<std::string, std::vector<const ObjectSummary*>> objects_;
};

// HorizontalPodAutoscalers and ScaledObjects, or VerticalPodAutoscalers, by what they scale.
class Scalers {
 public:
  enum class Kind : uint8_t { horizontal, vertical };
  Scalers(const Project& project, Kind kind);

  // The one of this workload, or nullptr.
  const ObjectSummary* of(const ObjectSummary& workload) const;
  // Some lives where the workload does.
  bool near(const ObjectSummary& workload) const { return !scalers_.find(workload, "").empty(); }

 private:
  Neighbours scalers_;
};

// Services or PodDisruptionBudgets, by the pods that they pick.
class Pickers {
 public:
  Pickers(const Project& project, std::string_view kind_name);

  // Those that pick pods of this workload. None if its labels cannot be known.
  std::vector<const ObjectSummary*> of(const ObjectSummary& workload) const;
  bool near(const ObjectSummary& workload) const { return !all_.find(workload, "").empty(); }

 private:
  Neighbours all_;
  Neighbours by_label_;
};

// What stands for each namespace in which pods run and that has no object of the wanted sort: its Namespace, or the
// first of its workloads. None unless the run has one such object somewhere, is complete, or `strict`. Those of the
// cluster itself are left out.
std::vector<const ObjectSummary*> namespaces_without(const Project& project,
                                                     const std::function<bool(const ObjectSummary&)>& is_wanted,
                                                     bool strict);

}  // namespace plimsoll
