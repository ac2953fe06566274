#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<int64_t> maximum{"maximum", "the longest life in seconds", 86400};
constexpr int64_t kShortest = 600;

}  // namespace

extern constinit const Rule service_account_token_volume_long_lived = {
    .severity = Severity::info,
    .group = Group::security,
    .options = {&maximum},
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const Value& volume : volumes_of(workload)) {
            for (const Value& source : volume["projected"]["sources"].items()) {
              const Value life = source["serviceAccountToken"]["expirationSeconds"];
              const auto seconds = life.integer();
              if (!seconds) continue;
              if (*seconds < kShortest) {
                ctx.report(life.span(), "a token lives {} seconds or more, so a pod that asks for {} is refused",
                           kShortest, *seconds)
                    .severity(Severity::error);
              } else if (*seconds > ctx[maximum]) {
                ctx.report(life.span(), "whoever steals this token may use it for {} seconds, longer than {}", *seconds,
                           ctx[maximum]);
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
