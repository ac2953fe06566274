#include "context.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> limits{"limits", "resources that every container needs a limit of", {}};
constinit const Option<Names> requests{"requests", "resources that every container needs a request of", {}};

void collect(const Container& container, std::string_view list, Names wanted, std::string& missing) {
  for (const std::string_view resource : wanted) {
    if (!amount_of(container, list, resource).missing()) continue;
    missing.append(missing.empty() ? "" : ", ").append(fmt::format("'{}.{}'", list, resource));
  }
}

}  // namespace

extern constinit const Rule required_resources_missing = {
    .severity = Severity::warning,
    .group = Group::policy,
    .aliases = {"gatekeeper:general/containerresources", "kyverno:require-requests-limits",
                "kyverno:require-pod-requests-limits"},
    .options = {&limits, &requests},
    .check =
        [](const Container& container, Context& ctx) {
          if (container.role == Container::Role::ephemeral) return;
          std::string missing;
          collect(container, "limits", ctx[limits], missing);
          collect(container, "requests", ctx[requests], missing);
          if (!missing.empty()) ctx.report(container.place(), "container '{}' lacks {}", container.name(), missing);
        },
};

}  // namespace plimsoll::kubernetes
