// What a namespace demands of the pods in it, as facts (project.h): the level of Pod Security that it enforces, and the
// resources that a quota makes everybody name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/run_facts.h"

namespace plimsoll::kubernetes {

// The namespace refuses pods ("enforce"), or else warns of them ("warn"), that do not keep to "baseline" or
// "restricted".
std::string pod_security_fact(std::string_view mode, std::string_view level, std::string_view space);
// A quota at that home (scope.h) counts "requests.cpu" or the like.
std::string quota_fact(std::string_view home, std::string_view resource);

std::vector<RunFact> namespace_terms_of(const Object& object);

}  // namespace plimsoll::kubernetes
