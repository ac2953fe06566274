#include "context.h"
#include "glob.h"
#include "kubernetes/secret_uses.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allowed{"allowed", "names of Secrets, with * for any text; empty: all", {}};

}  // namespace

extern constinit const Rule secret_access_by_name = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:restrict-secrets-by-name", "kyverno:restrict-secrets-by-label"},
    .options = {&allowed},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Names names = ctx[allowed];
          if (names.empty()) return;
          for (const SecretUse& use : secret_uses_of(workload)) {
            if (!use.name.is_scalar() || use.name.templated() || fits_any(names, use.name.string())) continue;
            ctx.report(use.name.span(), "Secret '{}' is none of those that pods may use", use.name.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
