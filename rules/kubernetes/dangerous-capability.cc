#include <algorithm>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> listed{"capabilities", "the dangerous ones; if empty, our list", {}};

}  // namespace

extern constinit const Rule dangerous_capability = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"kube-linter:verify-container-capabilities (template)", "polaris:dangerousCapabilities",
                "kubescape:C-0046", "azure-policy:Kubernetes clusters should not use specific security capabilities",
                "azure-policy:a27c700f-8a22-44ec-961c-41625264370b", "gatekeeper:pod-security-policy/capabilities"},
    .replaces = {"capability-outside-baseline", "net-raw-capability-added", "capability-outside-restricted"},
    .options = {&listed},
    .check =
        [](const Container& container, Context& ctx) {
          const Names names = ctx[listed];
          static const Fact dangerous = facts::table("pod-security")["capabilities"]["dangerous"];
          std::vector<Capability> unwanted;
          for (const Capability& added : capabilities_of(container, "add")) {
            const std::string_view power = dangerous[added.name].string();
            if (names.empty() ? power.empty() : std::find(names.begin(), names.end(), added.name) == names.end())
              continue;
            unwanted.push_back(added);
          }
          for (const Capability& added : unwanted) {
            const std::string_view power = dangerous[added.name].string();
            Report report = ctx.report(added.value.span(), "capability '{}' lets container '{}' {}", added.written(),
                                       container.name(), power.empty() ? "do what is forbidden here" : power);
            if (&added == &unwanted.front()) suggest_without(unwanted, container, ctx.source(), report);
          }
        },
};

}  // namespace plimsoll::kubernetes
