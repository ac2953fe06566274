#include "context.h"
#include "kubernetes/schema.h"
#include "kubernetes/version.h"

namespace plimsoll::kubernetes {

extern constinit const Rule stable_api_version = {
    .severity = Severity::info,
    .group = Group::deprecated_api,
    .profile = Profile::all,
    .aliases = {"kube-score:stable-version"},
    .check =
        [](const Object& object, Context& ctx) {
          const auto is_trial = [](std::string_view version) {
            return version.find("alpha") != version.npos || version.find("beta") != version.npos;
          };
          if (!is_trial(object.version) || !is_built_in_group(object.group)) return;
          for (std::string_view other : api_versions_of(object.kind_name, target_version(ctx))) {
            if (is_trial(other) || (!other.starts_with(object.group) && object.group != "extensions")) continue;
            ctx.report(object.root["apiVersion"].span(), "{} is not stable, and {} is; use it", object.api_version,
                       other);
            return;
          }
        },
};

}  // namespace plimsoll::kubernetes
