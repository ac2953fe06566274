#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> only_broad{"only-broad", "only those that exempt too much, or for ever", false};

bool is_missing(const Value& resources) {
  constexpr const char* kLimits[] = {"namespaces", "names", "namespaceSelector", "selector"};
  return std::all_of(std::begin(kLimits), std::end(kLimits), [&](const char* each) {
    return resources[each].missing() || (resources[each].is_list() && resources[each].size() == 0);
  });
}

bool names_several_policies(const Value& exceptions) {
  std::string_view first;
  for (const Value& exception : exceptions.items()) {
    const std::string_view name = exception["policyName"].string();
    if (!first.empty() && !name.empty() && name != first) return true;
    if (first.empty()) first = name;
  }
  return false;
}

// Why it exempts too much; empty if it does not.
std::string_view breadth_of(const Object& object) {
  const Value match = object["spec"]["match"];
  for (const char* list : {"any", "all"}) {
    for (const Value& filter : match[list].items()) {
      if (is_missing(filter["resources"])) return "exempts its kinds everywhere";
    }
  }
  if (!match["resources"].missing() && is_missing(match["resources"])) return "exempts its kinds everywhere";
  if (names_several_policies(object["spec"]["exceptions"])) return "exempts from more than one policy";
  if (object.metadata["labels"]["cleanup.kyverno.io/ttl"].missing() && object["spec"]["conditions"].missing())
    return "never expires";
  return {};
}

}  // namespace

extern constinit const Rule policy_exception_object = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:policy-for-exceptions", "kyverno:expiration-for-policyexceptions"},
    .options = {&only_broad},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("kyverno.io", "PolicyException")) return;
          const std::string_view breadth = breadth_of(object);
          if (breadth.empty() && ctx[only_broad]) return;
          ctx.report(object.place(), "policy exception '{}' {}", object.name,
                     breadth.empty() ? "exempts from a policy of the cluster" : breadth);
        },
};

}  // namespace plimsoll::kubernetes
