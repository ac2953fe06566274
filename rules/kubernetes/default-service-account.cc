#include "context.h"
#include "kubernetes/service_account.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<bool> ignore_without_token{"ignore-without-token",
                                                  "not where automountServiceAccountToken is false", false};

}  // namespace

extern constinit const Rule default_service_account = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kube-linter:default-service-account", "kube-linter:service-account", "kubesec:ServiceAccountName",
                "kics:Service Account Name Undefined Or Empty", "kics:591ade62-d6b0-4580-b1ae-209f80ba1cd9",
                "kubescape:C-0189", "cis-kubernetes:5.1.5", "nsa:Authentication: service accounts"},
    .options = {&ignore_without_token},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value account = service_account_of(workload);
          if (account.templated() || (account.missing() ? workload.steps : !account.is("default") && !account.is("")))
            return;
          if (ctx[ignore_without_token] && workload.setting("automountServiceAccountToken").is(false)) return;
          ctx.report(account.span(), "the pod runs under the service account 'default', which it shares with others");
        },
};

}  // namespace plimsoll::kubernetes
