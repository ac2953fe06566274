#include "context.h"
#include "kubernetes/api_versions.h"
#include "kubernetes/schema.h"
#include "kubernetes/version.h"

namespace plimsoll::kubernetes {

namespace {

bool is_trial(std::string_view version) {
  return version.find("alpha") != version.npos || version.find("beta") != version.npos;
}

// That the release has; empty if there is none.
std::string_view stable_version_of(const Object& object, int version) {
  for (std::string_view other : api_versions_of(object.kind_name, version)) {
    Object stable = object;
    stable.api_version = other;
    const bool same_group = other.substr(0, other.find('/')) == object.group || object.group == "extensions";
    if (!is_trial(other) && same_group && !introduction_of(stable, version)) return other;
  }
  return {};
}

}  // namespace

extern constinit const Rule stable_api_version = {
    .severity = Severity::info,
    .group = Group::deprecated_api,
    .profile = Profile::all,
    .aliases = {"kube-score:stable-version"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_trial(object.version) || !is_built_in_group(object.group)) return;
          const int version = target_version(ctx);
          const auto retired = retirement_of(object, version);
          const bool successor = retired && retired->replacement_kind.empty() && !is_trial(retired->replacement);
          const std::string_view stable =
              successor && !retired->replacement.empty() ? retired->replacement : stable_version_of(object, version);
          if (stable.empty()) return;
          Report report = ctx.report(object.root["apiVersion"].span(), "{} is not stable, and {} is; use it",
                                     object.api_version, stable);
          if (retired && stable == retired->replacement) offer_replacement(report, *retired, object);
        },
};

}  // namespace plimsoll::kubernetes
