#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule deprecated_service_account_field = {
    .severity = Severity::warning,
    .group = Group::deprecated_api,
    .aliases = {"kube-linter:deprecated-service-account-field", "kubescape:C-0294"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value old = workload["serviceAccount"], name = workload["serviceAccountName"];
          if (workload.steps || old.string().empty() || old.templated() || name.templated()) return;
          if (name.string().empty()) {
            Report report = ctx.report(old.key_span(), "'serviceAccount' is deprecated; call it 'serviceAccountName'");
            if (auto edit = rename(workload.pod_spec, "serviceAccount", "serviceAccountName"))
              report.fix("rename it", *edit);
          } else if (name.string() != old.string()) {
            Report report =
                ctx.report(old.key_span(), "'serviceAccount' is deprecated, and loses to 'serviceAccountName'");
            report.severity(Severity::error).note(name.span(), "the account that counts");
            if (auto edit = erase(workload.pod_spec, {"serviceAccount"}, ctx.source())) report.fix("remove it", *edit);
          }
        },
};

}  // namespace plimsoll::kubernetes
