#include "context.h"
#include "kubernetes/api_versions.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/security.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<std::string_view> version{
    "version", "the Kubernetes release, such as 1.30; latest: that of the run", "latest", release_problem};

}  // namespace

extern constinit const Rule api_version_not_yet_available = {
    .severity = Severity::error,
    .group = Group::deprecated_api,
    .options = {&version},
    .check =
        [](const Object& object, Context& ctx) {
          const int minor = minor_version(ctx[version], ctx);
          if (const auto introduced = introduction_of(object, minor))
            ctx.report(object.root["apiVersion"].span(), "{} of {} comes with Kubernetes 1.{}, and this is for 1.{}",
                       object.kind_name, object.api_version, *introduced, minor);
        },
};

}  // namespace plimsoll::kubernetes
