// A YAML or JSON file with all that is found in it.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "kubernetes/object.h"
#include "kubernetes/value.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

struct Manifest {
  static constexpr NodeKind kind = NodeKind::manifest;

  const Source* source = nullptr;
  std::vector<std::unique_ptr<Document>> documents;
  std::deque<Object> objects;                   // in file order; workloads point to them
  std::deque<std::vector<Workload>> workloads;  // of each object, in the same order; containers point to them
};

// `patch`: a kustomization lays the file over others. Documents that cannot be objects by themselves are patches
// anyway.
Manifest read_manifest(const Source& source, bool patch = false);

}  // namespace plimsoll::kubernetes
