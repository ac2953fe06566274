#include <algorithm>

#include "context.h"
#include "kubernetes/address.h"
#include "kubernetes/services.h"

namespace plimsoll::kubernetes {
namespace {

// Annotations with the same meaning, or with security groups that decide.
constexpr std::string_view kRanges[] = {
    "service.beta.kubernetes.io/load-balancer-source-ranges",
    "service.beta.kubernetes.io/azure-allowed-service-tags",
    "service.beta.kubernetes.io/azure-allowed-ip-ranges",
    "service.beta.kubernetes.io/aws-load-balancer-security-groups",
    "service.beta.kubernetes.io/aws-load-balancer-extra-security-groups",
};

}  // namespace

extern constinit const Rule load_balancer_without_source_ranges = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::strict,
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_load_balancer(object) || is_internal(object, Provider::any).value_or(true)) return;
          const auto has = [&](std::string_view key) { return has_annotation(object, key); };
          if (std::any_of(std::begin(kRanges), std::end(kRanges), has)) return;
          const auto ranges = object.root.known({"spec", "loadBalancerSourceRanges"});
          if (!ranges || (!ranges->missing() && !ranges->is_list())) return;
          if (ranges->size() == 0) {
            const Value place = ranges->missing() ? object["spec"]["type"] : *ranges;
            ctx.report(place.span(), "the load balancer of Service '{}' takes traffic from everywhere", object.name);
          }
          for (const Value& range : ranges->items()) {
            if (is_everywhere(range.string()))
              ctx.report(range.span(), "'{}' lets everyone use Service '{}'", range.string(), object.name);
          }
        },
};

}  // namespace plimsoll::kubernetes
