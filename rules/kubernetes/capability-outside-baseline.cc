#include <algorithm>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> allowed{
    "allowed", "what containers may add, exactly as written; baseline stands for that level's list", {"baseline"}};
constinit const Option<bool> strict_pss{"strict-pss", "a CAP_ in front is wrong, as Pod Security has it", false};

}  // namespace

extern constinit const Rule capability_outside_baseline = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"trivy:KSV-0022", "trivy:KSV022", "trivy:AVD-KSV-0022", "checkov:CKV_K8S_25", "kubescape:C-0046",
                "azure-policy:Kubernetes cluster containers should only use allowed capabilities",
                "azure-policy:c26596ff-4d70-4e6a-9a30-c2506bd2f80c", "gatekeeper:pod-security-policy/capabilities",
                "kyverno:psp-restrict-adding-capabilities", "kyverno:disallow-capabilities",
                "kyverno:service-mesh-disallow-capabilities", "kyverno:restrict-adding-capabilities",
                "pss:baseline: Capabilities", "cis-kubernetes:5.2.9", "nsa:Pod security: capabilities (C-0046)"},
    .replaces = {"capability-outside-restricted"},
    .options = {&allowed, &strict_pss},
    .check =
        [](const Container& container, Context& ctx) {
          const Names listed = ctx[allowed];
          const bool as_baseline = std::find(listed.begin(), listed.end(), "baseline") != listed.end();
          static const Fact baseline = facts::table("pod-security")["capabilities"]["baseline"];
          std::vector<Capability> unwanted;
          for (const Capability& added : capabilities_of(container, "add")) {
            const std::string_view written = added.written();
            const bool prefixed = written.starts_with("CAP_") && !ctx[strict_pss];
            if (as_baseline && baseline.has(prefixed ? written.substr(4) : written)) continue;
            if (std::find(listed.begin(), listed.end(), written) != listed.end()) continue;
            unwanted.push_back(added);
          }
          for (const Capability& added : unwanted) {
            Report report = ctx.report(
                added.value.span(), "container '{}' adds capability '{}', which {}", container.name(), added.written(),
                as_baseline ? "the Pod Security baseline forbids" : "is not among the allowed ones");
            if (&added == &unwanted.front()) suggest_without(unwanted, container, ctx.source(), report);
          }
        },
};

}  // namespace plimsoll::kubernetes
