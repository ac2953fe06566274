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
// Of the object of that kind and name, as seen from `object`: one fact for each of its homes (scope.h).
std::vector<std::string> relation_facts(Relation relation, const Object& object, std::string_view kind,
                                        std::string_view name);
// The object itself may be scaled. One that names no namespace may be so from anywhere: overlays of a kustomization
// often hold the autoscaler alone.
std::string maybe_scaled_fact(const Object& object);

// A kustomization sets how many pods the workloads of that name have, which live in that namespace, if it is known.
std::vector<std::string> scaled_facts(std::string_view name, std::string_view space);

std::vector<RunFact> relation_facts_of(const Object& object);

}  // namespace plimsoll::kubernetes
