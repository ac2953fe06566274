#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/service_account.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<bool> ignore_when_bound{"ignore-when-bound", "not for accounts that a role binding names", true};

}  // namespace

extern constinit const Rule service_account_token_automount = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"polaris:automountServiceAccountToken",
                "kubesec:AutomountServiceAccountToken",
                "trivy:KSV-0036",
                "trivy:KSV036",
                "trivy:AVD-KSV-0036",
                "checkov:CKV_K8S_38",
                "kics:Service Account Token Automount Not Disabled",
                "kics:48471392-d4d0-47c0-b135-cdec95eb3eef",
                "kubescape:C-0034",
                "kubescape:C-0190",
                "azure-policy:Kubernetes clusters should disable automounting API credentials",
                "azure-policy:423dd1ba-798e-40e4-9c4d-b6902674b423",
                "azure-policy:Sets automountServiceAccountToken in the Pod spec in containers to false.",
                "azure-policy:57f274ef-580a-4ed2-bcf8-5c6fa3775253",
                "gatekeeper:general/automount-serviceaccount-token",
                "kyverno:restrict-automount-sa-token",
                "kyverno:disable-automountserviceaccounttoken",
                "kyverno:remove-serviceaccount-token",
                "cis-kubernetes:5.1.6",
                "nsa:Pod security: service account tokens (C-0034)",
                "sonar:S6865",
                "terrascan:AC_K8S_0045"},
    .options = {&ignore_when_bound},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value automount = workload["automountServiceAccountToken"];
          const Value account = service_account_of(workload);
          // Steps of a pipeline run under the account of the run.
          if (workload.steps || automount.is(false) || automount.templated() || account.templated()) return;
          const std::string_view name = account.string().empty() ? "default" : account.string();
          const std::string_view space = workload.object->namespace_;
          Report report =
              ctx.report(automount.span(),
                         "the pod gets the API token of account '{}', though nothing shows that it needs one", name);
          if (auto edit = set(workload.pod_spec, {"automountServiceAccountToken"}, "false", ctx.source()))
            report.suggest("set 'automountServiceAccountToken: false'", *edit);
          // What the pod says itself goes before what its account says.
          if (automount.missing()) {
            report.unless(
                account_fact(ctx[ignore_when_bound] ? AccountFact::either : AccountFact::tokenless, space, name));
          } else if (ctx[ignore_when_bound]) {
            report.unless(account_fact(AccountFact::bound, space, name));
          }
        },
};

}  // namespace plimsoll::kubernetes
