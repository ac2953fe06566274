#include <algorithm>

#include "context.h"
#include "kubernetes/address.h"
#include "kubernetes/network_policy.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kMetadata = "169.254.169.254";

}  // namespace

extern constinit const Rule network_policy_egress_metadata_service = {
    .severity = Severity::info,
    .group = Group::network,
    .profile = Profile::all,
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_network_policy(object)) return;
          const auto metadata = parse_address(kMetadata);
          for (const PolicyRule& rule : rules_of(object)) {
            if (!rule.egress) continue;
            for (const Value& peer : rule.peers.items()) {
              const Value block = peer["ipBlock"], cidr = block["cidr"];
              const std::vector<Value> except = block["except"].items();
              const auto covers = [&](const Value& each) {
                return each.templated() || is_in(*metadata, each.string());
              };
              if (!is_in(*metadata, cidr.string()) || std::any_of(except.begin(), except.end(), covers)) continue;
              ctx.report(cidr.span(), "'{}' has the metadata service of the cloud in it, which hands out credentials",
                         cidr.string());
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
