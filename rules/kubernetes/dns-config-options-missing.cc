#include <algorithm>
#include <vector>

#include "context.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> options{"options", "NAME=VALUE, or NAME for any value", {"ndots=2"}};

bool has_option(const Value& list, std::string_view wanted) {
  const size_t equals = std::min(wanted.find('='), wanted.size());
  const std::vector<Value> items = list.items();
  return std::any_of(items.begin(), items.end(), [&](const Value& item) {
    const Value value = item["value"];
    return item["name"].is(wanted.substr(0, equals)) &&
           (equals == wanted.size() || value.templated() || value.is(wanted.substr(equals + 1)));
  });
}

}  // namespace

extern constinit const Rule dns_config_options_missing = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kube-linter:dnsconfig-options", "kyverno:add-ndots", "kyverno:dns-policy-and-dns-config"},
    .options = {&options},
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto list = workload.pod_spec.known({"dnsConfig", "options"});
          if (workload.steps || !list) return;
          const Value config = workload.pod_spec["dnsConfig"];
          for (std::string_view wanted : ctx[options]) {
            if (has_option(*list, wanted)) continue;
            ctx.report(config.missing() ? config.span() : config.key_span(), "the pod's 'dnsConfig' does not set '{}'",
                       wanted);
          }
        },
};

}  // namespace plimsoll::kubernetes
