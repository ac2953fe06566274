// All files of a run together, as far as rules across files need them: summaries that outlive the files.
//
// A rule that looks at one file may depend on another one: it reports with .unless(fact), and the finding is void if
// any file of the run states that fact, or with .given(fact, message), and it is void if none does. Facts are texts;
// who needs one agrees on it with the function that states it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "diagnose.h"
#include "diagnostic.h"
#include "kubernetes/int_or_percent.h"
#include "kubernetes/manifest.h"
#include "kubernetes/selector.h"
#include "kustomization.h"
#include "node_kind.h"

namespace plimsoll {

// A pod template.
struct PodSummary {
  struct Account {
    std::string name;
    Location location;
  };
  struct User {
    int64_t id;
    Location location;  // of runAsUser, of the pod or a container
  };
  std::optional<kubernetes::Labels> labels;  // nothing if they cannot be known
  std::optional<Account> account;            // if it names one
  std::vector<User> users;
};

struct ReplicaSummary {
  std::optional<int64_t> number;  // as written
  Location location;              // of the number, or of what has none
};

struct ScalerSummary {
  std::string kind, name;              // what it scales
  std::optional<int64_t> least, most;  // replicas, with the defaults; nothing where they cannot be known
  Location location;                   // of the least number, or of what has none
};

struct BudgetSummary {
  kubernetes::IntOrPercent least;  // minAvailable, where it is all that the budget says
  Location location;
};

// What rules across files look at, of the kinds that have it.
struct ObjectDetails {
  std::vector<PodSummary> pods;
  std::optional<ReplicaSummary> replicas;        // nothing as well where the number cannot be known
  std::optional<ScalerSummary> scaler;           // of the number of pods, or of their size
  std::optional<kubernetes::Selector> selector;  // of pods: that of a Service or PodDisruptionBudget
  std::optional<BudgetSummary> budget;
};

struct ObjectSummary {
  std::string group;       // "apps"; empty for the core group
  std::string kind_name;   // "Deployment"
  std::string namespace_;  // empty if the manifest sets none
  std::string name;
  bool hook = false;                             // of a Helm chart: made anew whenever it is due
  Location location;                             // of metadata.name
  std::unique_ptr<const ObjectDetails> details;  // nullptr: nothing of that
};

// A fact that says where it stands.
struct PlacedFact {
  std::string fact;
  Location location;
};

// What remains of a manifest.
struct FileSummary {
  std::vector<ObjectSummary> objects;
  std::optional<Kustomization> kustomization;
  std::vector<std::string> facts;
  std::vector<PlacedFact> placed_facts;
};
FileSummary summarize(const kubernetes::Manifest& manifest, const HiddenSpans& hidden);

struct Project {
  static constexpr NodeKind kind = NodeKind::project;

  std::vector<ObjectSummary> objects;  // by path, then as they stand in the file
  std::vector<Kustomization> kustomizations;
};

}  // namespace plimsoll
