#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule service_account_automount_enabled = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0034", "kubescape:C-0190", "kyverno:restrict-sa-automount-sa-token",
                "cis-kubernetes:5.1.6"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value automount = object["automountServiceAccountToken"];
          if (!object.is("", "ServiceAccount") || automount.is(false) || automount.templated()) return;
          Report report = ctx.report(automount.missing() ? object.place() : automount.span(),
                                     "service account '{}' hands its API token to each of its pods unless they refuse",
                                     object.name);
          if (auto edit = set(object.root, {"automountServiceAccountToken"}, "false", ctx.source()))
            report.suggest("set 'automountServiceAccountToken: false'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
