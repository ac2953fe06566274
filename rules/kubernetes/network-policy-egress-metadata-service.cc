#include <fmt/format.h>

#include <algorithm>

#include "context.h"
#include "kubernetes/address.h"
#include "kubernetes/edit.h"
#include "kubernetes/network_policy.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kMetadata = "169.254.169.254", kException = "169.254.169.254/32";

// Only where the exception is less than the whole block.
std::optional<Edit> add_exception(const Value& block, const Source& source) {
  const auto addresses = parse_block(block["cidr"].string());
  if (!addresses || addresses->bits >= 32 || addresses->address.v6) return std::nullopt;
  const Value except = block["except"];
  if (except.size() > 0) return append_item(except, kException, source);
  return except.exists() ? std::nullopt : set(block, {"except"}, fmt::format("[{}]", kException), source);
}

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
              if (block["except"].templated()) continue;
              const std::vector<Value> except = block["except"].items();
              const auto covers = [&](const Value& each) {
                return each.templated() || is_in(*metadata, each.string());
              };
              if (!is_in(*metadata, cidr.string()) || std::any_of(except.begin(), except.end(), covers)) continue;
              Report report = ctx.report(
                  cidr.span(), "'{}' has the metadata service of the cloud in it, which hands out credentials",
                  cidr.string());
              if (auto edit = add_exception(block, ctx.source()))
                report.suggest(fmt::format("leave out {}", kException), *std::move(edit));
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
