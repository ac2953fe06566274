// What a namespace demands of the pods in it, as facts (project.h): the level of Pod Security that it enforces, and the
// resources that a quota makes everybody name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/run_facts.h"

namespace plimsoll::kubernetes {

// At that home (scope.h) pods are refused ("enforce"), or else warned of ("warn"), or else noted ("audit"), that do not
// keep to "baseline" or "restricted" of a version: one of kPodSecurityVersions, or the one of the cluster. Each is also
// stated as any version, for those to whom all are the same.
inline constexpr std::string_view kLatestVersion = "latest", kAnyVersion = "any";
std::string pod_security_fact(std::string_view mode, std::string_view level, std::string_view version,
                              std::string_view home);
// A quota at that home (scope.h) counts "requests.cpu" or the like.
std::string quota_fact(std::string_view home, std::string_view resource);

std::vector<RunFact> namespace_terms_of(const Object& object);

}  // namespace plimsoll::kubernetes
