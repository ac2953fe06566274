// A YAML or JSON file with all that is found in it.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "kubernetes/object.h"
#include "kubernetes/value.h"
#include "kubernetes/workload.h"
#include "kustomization.h"

namespace plimsoll::kubernetes {

class CustomSchemas;

struct Manifest {
  static constexpr NodeKind kind = NodeKind::manifest;

  const Source* source = nullptr;
  const CustomSchemas* custom_schemas = nullptr;  // of the whole run, if they are known
  std::vector<std::unique_ptr<Document>> documents;
  std::deque<Object> objects;                   // in file order; workloads point to them
  std::deque<std::vector<Workload>> workloads;  // of each object, in the same order; containers point to them
};

// As the kustomizations of the run leave it: the namespace that they set is that of the objects, and images whose tag
// they replace are unknown. Documents that cannot be objects by themselves are patches anyway. The source and the
// overlay must outlive the manifest.
Manifest read_manifest(const Source& source, const Overlay& overlay = {});

}  // namespace plimsoll::kubernetes
