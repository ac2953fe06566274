#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

// Quotas of such pods can only count them.
bool is_for_best_effort(const Object& object) {
  const auto is_it = [](const Value& scope) { return scope.is("BestEffort") || scope["scopeName"].is("BestEffort"); };
  const auto plain = object["spec"]["scopes"].items();
  const auto selected = object["spec"]["scopeSelector"]["matchExpressions"].items();
  return std::any_of(plain.begin(), plain.end(), is_it) || std::any_of(selected.begin(), selected.end(), is_it);
}

}  // namespace

extern constinit const Rule resource_quota_incomplete = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::strict,
    .aliases = {"trivy:KSV-0040", "trivy:KSV040", "trivy:AVD-KSV-0040"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("", "ResourceQuota") || is_for_best_effort(object)) return;
          const auto hard = object.root.known({"spec", "hard"});
          if (!hard || (!hard->missing() && !hard->is_map())) return;
          std::string missing;
          for (const std::string name : {"requests.cpu", "requests.memory", "limits.cpu", "limits.memory"}) {
            const bool request = name.starts_with("requests.");
            const bool given = !(*hard)[name].missing() || (request && !(*hard)[name.substr(9)].missing());
            if (!given) missing.append(missing.empty() ? "" : ", ").append(fmt::format("'{}'", name));
          }
          if (!missing.empty())
            ctx.report(hard->key_span(), "ResourceQuota '{}' does not bound {}", object.name, missing);
        },
};

}  // namespace plimsoll::kubernetes
