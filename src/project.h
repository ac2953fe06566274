// All files of a run together, as far as rules across files need them: summaries that outlive the files.
//
// A rule that looks at one file may depend on another one: it reports with .unless(fact), and the finding is void if
// any file of the run states that fact, or with .given(fact, message), and it is void if none does. Facts are texts;
// who needs one agrees on it with the function that states it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diagnose.h"
#include "diagnostic.h"
#include "kubernetes/manifest.h"
#include "node_kind.h"

namespace plimsoll {

struct ObjectSummary {
  std::string group;       // "apps"; empty for the core group
  std::string kind_name;   // "Deployment"
  std::string namespace_;  // empty if the manifest sets none
  std::string name;
  bool hook = false;  // of a Helm chart: made anew whenever it is due
  Location location;  // of metadata.name
};

// The folder of a kustomization.yaml, and the files and folders that it builds on; all paths are normal.
struct Kustomization {
  std::string folder;
  std::vector<std::string> resources;
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
