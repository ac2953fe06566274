#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/object.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule default_service_account_automount = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV_K8S_41", "kubescape:C-0189", "cis-kubernetes:5.1.5"},
    .replaces = {"service-account-automount-enabled"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value automount = object["automountServiceAccountToken"];
          if (!object.is("", "ServiceAccount") || object.name != "default" || automount.is(false) ||
              automount.templated())
            return;
          Report report =
              ctx.report(automount.missing() ? object.place() : automount.span(),
                         "the service account 'default' hands its API token to every pod that names no account");
          if (auto edit = set(object.root, {"automountServiceAccountToken"}, "false", ctx.source()))
            report.suggest("set 'automountServiceAccountToken: false'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
