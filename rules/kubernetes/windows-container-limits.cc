#include "context.h"
#include "kubernetes/quantity.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule windows_container_limits = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"azure-policy:Kubernetes cluster Windows containers should not overcommit cpu and memory",
                "azure-policy:a2abc456-f0ae-464b-bd3a-07a3cdbd7fb1"},
    .check =
        [](const Container& container, Context& ctx) {
          if (!container.workload->windows || container.role == Container::Role::ephemeral) return;
          for (std::string_view resource : {"cpu", "memory"}) {
            const auto limit = container.value.known({"resources", "limits", resource});
            const auto request = container.value.known({"resources", "requests", resource});
            if (!limit) continue;
            if (limit->missing()) {
              ctx.report(container.place_of(*limit),
                         "container '{}' has no {} limit, so Windows may give out more than it has", container.name(),
                         resource);
            } else if (request && request->present()) {
              const auto most = parse_quantity(limit->string()).value, least = parse_quantity(request->string()).value;
              if (!most || !least || *most == *least) continue;
              ctx.report(request->span(), "container '{}' asks for {} of {}, but its limit is {}", container.name(),
                         request->string(), resource, limit->string());
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
