#include <algorithm>

#include "context.h"
#include "kubernetes/services.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> provider{"provider", "whose annotations count: azure, gke, aws or any", "any",
                                                  [](std::string_view text) {
                                                    return choice_problem(text, {"azure", "gke", "aws", "any"});
                                                  }};
constinit const Option<Names> markers{
    "markers", "more annotations that keep it internal, each as 'key=value', or 'key' for any value", {}};

// Or it may have it.
bool has_marker(const Object& service, std::string_view marker) {
  const size_t equals = marker.find('=');
  const auto value = annotation(service, marker.substr(0, equals));
  return !value || (value->present() && (equals == marker.npos || value->is(marker.substr(equals + 1))));
}

}  // namespace

extern constinit const Rule load_balancer_not_internal = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kics:Service With External Load Balancer", "kics:26763a1c-5dda-4772-b507-5fca7fb5f165",
                "azure-policy:Kubernetes clusters should use internal load balancers",
                "azure-policy:3fc4dc25-5baf-40d8-9b05-7fe74c1bc64e"},
    .options = {&provider, &markers},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_load_balancer(object)) return;
          const auto internal = is_internal(object, provider_named(ctx[provider]).value_or(Provider::any));
          const Names more = ctx[markers];
          if (internal.value_or(true) || std::any_of(more.begin(), more.end(), [&](std::string_view marker) {
                return has_marker(object, marker);
              }))
            return;
          ctx.report(object["spec"]["type"].span(), "no annotation keeps the load balancer of Service '{}' internal",
                     object.name);
        },
};

}  // namespace plimsoll::kubernetes
