#include "context.h"
#include "facts/facts.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule capability_outside_restricted = {
    .severity = Severity::warning,
    .group = Group::pod_security_restricted,
    .profile = Profile::strict,
    .aliases = {"trivy:KSV-0106", "trivy:KSV106", "trivy:AVD-KSV-0106",
                "azure-policy:Kubernetes cluster containers should only use allowed capabilities",
                "azure-policy:c26596ff-4d70-4e6a-9a30-c2506bd2f80c", "gatekeeper:pod-security-policy/capabilities",
                "kyverno:disallow-capabilities-strict", "pss:restricted: Capabilities"},
    .check =
        [](const Container& container, Context& ctx) {
          if (container.workload->windows) return;
          static const Fact allowed = facts::table("pod-security")["capabilities"]["restricted"];
          std::vector<Capability> unwanted;
          for (const Capability& added : capabilities_of(container, "add")) {
            if (allowed.has(added.written())) continue;
            unwanted.push_back(added);
          }
          for (const Capability& added : unwanted) {
            Report report =
                ctx.report(added.value.span(),
                           "container '{}' adds capability '{}', but the restricted level allows only NET_BIND_SERVICE",
                           container.name(), added.written());
            if (&added == &unwanted.front()) suggest_without(unwanted, container, ctx.source(), report);
          }
        },
};

}  // namespace plimsoll::kubernetes
