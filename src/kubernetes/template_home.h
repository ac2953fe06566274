// Places of pod templates that we do not know ourselves: the configuration names them, for custom resources.
#pragma once

#include <string_view>
#include <vector>

#include "kubernetes/manifest.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

// Where a kind keeps the mapping that holds the metadata and spec of a pod.
struct TemplateHome {
  std::string_view group, kind;
  std::string_view path;  // "spec.jobs.*.template": a star stands for every item of a list
};

// As workloads_of() and read_manifest() without them.
std::vector<Workload> workloads_of(const Object& object, const std::vector<TemplateHome>& more);
Manifest read_manifest(const Source& source, const Overlay& overlay, const std::vector<TemplateHome>& more);

}  // namespace plimsoll::kubernetes
