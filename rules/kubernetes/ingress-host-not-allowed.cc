#include "context.h"
#include "glob.h"
#include "kubernetes/object.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> patterns{"patterns", "the approved hosts, with * for any text; empty: all", {}};

}  // namespace

extern constinit const Rule ingress_host_not_allowed = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:restrict-ingress-host", "kyverno:replace-ingress-hosts"},
    .options = {&patterns},
    .check =
        [](const Object& object, Context& ctx) {
          const Names approved = ctx[patterns];
          if (object.kind_name != "Ingress" || !is_built_in_group(object.group) || approved.empty()) return;
          for (const Value& rule : object["spec"]["rules"].items()) {
            const Value host = rule["host"];
            if (!host.is_scalar() || host.string().empty() || host.templated() || fits_any(approved, host.string()))
              continue;
            ctx.report(host.span(), "host '{}' is outside of the approved domains", host.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
