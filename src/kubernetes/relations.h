// What objects say of other ones, as facts (project.h) that rules about the others ask for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/run_facts.h"

namespace plimsoll::kubernetes {

enum class Relation : uint8_t {
  scaled,             // an autoscaler sets how many pods the workload has
  scaled_to_several,  // and never sets less than two
  on_one_node,        // the claim can be mounted by one node, or one pod, at a time
  hides_unready,      // the headless service has no addresses of pods that are not ready
};
// Of the object of that kind and name, as seen from one that lives at `home` (scope.h). Whether it is scaled at all is
// also told without a home: overlays of a kustomization often hold the autoscaler alone.
std::string relation_fact(Relation relation, std::string_view home, std::string_view kind, std::string_view name);

std::vector<RunFact> relation_facts_of(const Object& object);

}  // namespace plimsoll::kubernetes
