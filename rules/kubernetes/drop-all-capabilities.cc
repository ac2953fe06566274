#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> required{"required", "what containers must drop, unless they drop ALL", {"ALL"}};
constinit const Option<bool> strict_pss{"strict-pss", "only ALL in capitals counts, as Pod Security has it", false};

}  // namespace

extern constinit const Rule drop_all_capabilities = {
    .severity = Severity::warning,
    .group = Group::pod_security_restricted,
    .profile = Profile::strict,
    .aliases = {"kubesec:CapDropAll",
                "trivy:KSV-0003",
                "trivy:KSV003",
                "trivy:AVD-KSV-0003",
                "trivy:KSV-0106",
                "trivy:KSV106",
                "trivy:AVD-KSV-0106",
                "checkov:CKV_K8S_37",
                "kics:No Drop Capabilities for Containers",
                "kics:268ca686-7fb7-4ae9-b129-955a2a89064e",
                "kubescape:C-0046",
                "azure-policy:Kubernetes cluster containers should only use allowed capabilities",
                "azure-policy:c26596ff-4d70-4e6a-9a30-c2506bd2f80c",
                "azure-policy:Mutate K8s Container to drop all capabilities",
                "azure-policy:c873b3ba-c605-42e4-a64b-a142a93826fc",
                "azure-policy:Mutate K8s Init Container to drop all capabilities",
                "azure-policy:c812272d-7488-495f-a505-047d34b83f58",
                "gatekeeper:pod-security-policy/capabilities (requiredDropCapabilities)",
                "kyverno:drop-all-capabilities",
                "kyverno:disallow-capabilities-strict",
                "kyverno:require-drop-all",
                "pss:restricted: Capabilities",
                "cis-kubernetes:5.2.10"},
    .replaces = {"no-capability-dropped", "net-raw-capability-not-dropped", "default-capabilities-kept"},
    .options = {&required, &strict_pss},
    .check =
        [](const Container& container, Context& ctx) {
          const auto dropped = dropped_capabilities(container);
          if (!dropped) return;
          const auto drops = [&](std::string_view name) {
            return std::any_of(dropped->begin(), dropped->end(), [&](const Capability& each) {
              return (ctx[strict_pss] ? each.written() : each.name) == name;
            });
          };
          const Names names = ctx[required];
          const auto missing = std::find_if_not(names.begin(), names.end(), drops);
          if (drops("ALL") || missing == names.end()) return;
          const Value drop = container["securityContext"]["capabilities"]["drop"];
          if (*missing != "ALL") {
            ctx.report(container.place_of(drop), "container '{}' does not drop capability '{}', as it has to here",
                       container.name(), *missing);
            return;
          }
          Report report =
              ctx.report(container.place_of(drop),
                         "container '{}' does not drop 'ALL' capabilities, so it keeps rights that it may not need",
                         container.name());
          if (!drop.missing()) return;
          if (auto edit = set(container.value, {"securityContext", "capabilities", "drop"}, "[ALL]", ctx.source()))
            report.suggest("set 'drop: [ALL]'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
