#include <algorithm>
#include <vector>

#include "context.h"
#include "kubernetes/probes.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> mode{"mode", "container: each needs one; pod: one of them is enough",
                                              "container", [](std::string_view text) {
                                                return choice_problem(text, {"container", "pod"});
                                              }};
constinit const Option<std::string_view> scope{"scope", "all, or exposed: only containers that declare ports", "all",
                                               [](std::string_view text) {
                                                 return choice_problem(text, {"all", "exposed"});
                                               }};
constinit const Option<Names> any_of{
    "any-of", "probes of which one is enough: readiness, liveness, startup", {"readiness"}, [](std::string_view text) {
      return choice_problem(text, {"readiness", "liveness", "startup"});
    }};

}  // namespace

extern constinit const Rule missing_readiness_probe = {
    .severity = Severity::warning,
    .group = Group::reliability,
    .aliases = {"kube-linter:no-readiness-probe", "kube-linter:readiness-probe", "kube-score:pod-probes",
                "polaris:readinessProbeMissing", "checkov:CKV_K8S_9", "kics:Readiness Probe Is Not Configured",
                "kics:a659f3b5-9bf0-438a-bd9a-7d3a6427f1e3", "kubescape:C-0018",
                "azure-policy:Ensure cluster containers have readiness or liveness probes configured",
                "azure-policy:b1a9997f-2883-4f12-bdff-2280f99b5915", "gatekeeper:general/requiredprobes",
                "kyverno:require-pod-probes", "kyverno:require-probes", "terrascan:AC_K8S_0072"},
    .options = {&mode, &scope, &any_of},
    .check =
        [](const Workload& workload, Context& ctx) {
          if (!serves(workload)) return;
          std::vector<const Container*> without;
          bool any = false;
          for (const Container& container : workload.containers) {
            if (container.role != Container::Role::regular) continue;
            if ((ctx[scope] == "exposed" || ctx.unasked()) && container["ports"].size() == 0) continue;
            if (has_any_probe(container, ctx[any_of]))
              any = true;
            else
              without.push_back(&container);
          }
          if (ctx[mode] == "pod") without.resize(any ? 0 : std::min<size_t>(without.size(), 1));
          for (const Container* container : without) {
            const Value probe = (*container)["readinessProbe"];
            ctx.report(probe.exists() ? probe.key_span() : container->place(),
                       "container '{}' has no readiness probe, so it gets requests before it can answer them",
                       container->name());
          }
        },
};

}  // namespace plimsoll::kubernetes
