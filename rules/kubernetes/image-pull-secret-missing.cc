#include <algorithm>

#include "context.h"
#include "image_policy.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> exempt_registries{
    "exempt-registries", "registries or repositories whose images need no secret", {}};

}  // namespace

extern constinit const Rule image_pull_secret_missing = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases =
        {"azure-policy:Kubernetes cluster containers should only pull images when image pull secrets are present",
         "azure-policy:12db3749-7e03-4b9f-b443-d37d3fb9f8d9", "kyverno:require-imagepullsecrets",
         "kyverno:add-imagepullsecrets"},
    .options = {&exempt_registries},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value secrets = workload["imagePullSecrets"];
          const bool none = secrets.missing() || (secrets.is_list() && secrets.size() == 0);
          const Names exempt = ctx[exempt_registries];
          if (!none || workload.steps) return;
          const auto needs_one = [&](const Container& container) {
            const Value image = container["image"];
            return !image.string().empty() && !has_unknown_registry(image.string()) &&
                   !is_allowed_image(image.string(), exempt, "glob");
          };
          if (!exempt.empty() && std::none_of(workload.containers.begin(), workload.containers.end(), needs_one))
            return;
          ctx.report(secrets.span(), "the pod names no 'imagePullSecrets', so it can pull nothing that is private");
        },
};

}  // namespace plimsoll::kubernetes
