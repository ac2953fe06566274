#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule service_account_lists_secrets = {
    .severity = Severity::info,
    .group = Group::secrets,
    .profile = Profile::all,
    .aliases = {"kyverno:check-serviceaccount-secrets"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value secrets = object["secrets"];
          if (!object.is("", "ServiceAccount") || !secrets.is_list() || secrets.size() == 0) return;
          ctx.report(secrets.key_span(), "ServiceAccount '{}' lists Secrets, as it did when its token was kept in one",
                     object.name);
        },
};

}  // namespace plimsoll::kubernetes
