#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule service_account_token_secret = {
    .severity = Severity::warning,
    .group = Group::secrets,
    .aliases = {"kyverno:deny-secret-service-account-token-type"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value type = object["type"];
          if (!object.is("", "Secret") || !type.is("kubernetes.io/service-account-token")) return;
          ctx.report(type.span(), "Secret '{}' asks for a token that never expires; use a short-lived one instead",
                     object.name);
        },
};

}  // namespace plimsoll::kubernetes
