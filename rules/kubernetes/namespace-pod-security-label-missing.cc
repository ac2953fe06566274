#include <algorithm>

#include "context.h"
#include "kubernetes/admission.h"
#include "kubernetes/edit.h"
#include "kubernetes/option_problems.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> minimum{"minimum", "a level below counts as none: baseline or restricted",
                                                 "baseline", pod_security_problem};
constinit const Option<Names> accept_modes{
    "accept-modes", "modes that do: enforce, warn, audit", {"enforce"}, [](std::string_view text) {
      return choice_problem(text, {"enforce", "warn", "audit"});
    }};
constinit const Option<bool> policy_engine{"policy-engine", "Kyverno or Gatekeeper among the files does as well", true};

}  // namespace

extern constinit const Rule namespace_pod_security_label_missing = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"kubescape:C-0192", "kubescape:C-0193", "kubescape:C-0194", "kubescape:C-0195", "kubescape:C-0196",
                "kubescape:C-0197", "kubescape:C-0198", "kubescape:C-0200", "kubescape:C-0201", "kubescape:C-0199",
                "kubescape:C-0202", "kubescape:C-0203", "kubescape:C-0204", "kubescape:C-0068",
                "kyverno:psa:add-psa-namespace-reporting", "kyverno:psa:add-psa-labels", "cis-kubernetes:5.2.1",
                "nsa:C-0068"},
    .options = {&minimum, &accept_modes, &policy_engine},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("", "Namespace") || is_system_namespace(object.name)) return;
          if (!object.metadata.is_map() || !object.metadata.known({"labels", "any"})) return;
          const Value labels = object.metadata["labels"];
          std::optional<Value> weak;
          for (std::string_view mode : ctx[accept_modes]) {
            const Value level = labels[std::string(kPodSecurityPrefix).append(mode)];
            if (level.missing()) continue;
            const auto rank = pod_security_level(level.string());
            // Words that are no level are an error of their own.
            if (!rank || *rank >= pod_security_level(ctx[minimum]).value_or(0)) return;
            weak = level;
          }
          const std::string fact(ctx[policy_engine] ? kPolicyEngine : "");
          if (weak) {
            const bool nothing = pod_security_level(weak->string()) == 0;
            ctx.report(weak->span(), "level '{}' of namespace '{}' {}", weak->string(), object.name,
                       nothing ? "forbids nothing" : "is below the one that is wanted")
                .severity(Severity::info)
                .unless(fact);
            return;
          }
          Report report =
              ctx.report(labels.missing() ? object.place() : labels.key_span(),
                         "namespace '{}' has no Pod Security level, so its pods may be privileged", object.name);
          report.unless(fact);
          const std::string label = std::string(kPodSecurityPrefix) + "enforce";
          if (auto edit = set(object.root, {"metadata", "labels", label}, "baseline", ctx.source()))
            report.suggest("enforce the level 'baseline'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
