#include "context.h"
#include "kubernetes/namespace_terms.h"
#include "kubernetes/resources.h"
#include "kubernetes/scope.h"
#include "limit_ranges.h"

namespace plimsoll::kubernetes {
namespace {

// A quota asks for the key alone, be the amount zero.
bool names(const Container& container, std::string_view list, std::string_view resource) {
  for (const Value& resources : {container["resources"], (*container.workload)["resources"]}) {
    if (resources[list][resource].present() || (list == "requests" && resources["limits"][resource].present()))
      return true;
  }
  return false;
}

std::vector<std::string> quotas_of(const Object& object, std::string_view resource) {
  std::vector<std::string> facts = homes_of(object);
  for (std::string& fact : facts) fact = quota_fact(fact, resource);
  return facts;
}

}  // namespace

extern constinit const Rule quota_requires_missing_resources = {
    .severity = Severity::warning,
    .group = Group::references,
    .check = {[](const Container& container, Context& ctx) {
                const Object& object = *container.workload->object;
                for (std::string_view list : {"requests", "limits"}) {
                  for (std::string_view resource : {"cpu", "memory"}) {
                    const auto missing = missing_resource(container, list, resource, true);
                    if (!missing || names(container, list, resource)) continue;
                    const std::string name = std::string(list).append(".").append(resource);
                    ctx.report(container.place(),
                               "a quota counts {}, so pods with container '{}', which has none, are refused", name,
                               container.name())
                        .given(quotas_of(object, name), "the quota")
                        .unless(missing->fact);
                  }
                }
              },
              [](const Project& project, Context& ctx) {
                LimitRanges ranges(project);
                for (const ObjectSummary& object : project.objects) {
                  for (const LimitRanges::Breach& breach : ranges.breaches_of(object)) {
                    ctx.report(project.at(object, breach.place), "{}", breach.message)
                        .note(project.at(*breach.range, breach.bound->place), "the LimitRange");
                  }
                }
              }},
};

}  // namespace plimsoll::kubernetes
