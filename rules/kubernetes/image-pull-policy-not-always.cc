#include "context.h"
#include "image.h"
#include "kubernetes/pull_policy.h"

namespace plimsoll::kubernetes {

extern constinit const Rule image_pull_policy_not_always = {
    .severity = Severity::info,
    .group = Group::images,
    .profile = Profile::all,
    .aliases = {"kube-linter:image-pull-policy", "kube-score:container-image-pull-policy",
                "polaris:pullPolicyNotAlways", "checkov:CKV_K8S_15",
                "kics:Image Pull Policy Of The Container Is Not Set To Always",
                "kics:caa3479d-885d-4882-9aac-95e5e78ef5c2", "kubescape:C-0075", "kyverno:always-pull-images"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto policy = pull_policy_of(container);
          const Value image = container["image"];
          if (!policy || policy->name == "Always" || image.templated() || split_image(image.string()).digest) return;
          ctx.report(policy->place, "container '{}' starts an image that the node may hold from before{}",
                     container.name(), policy->written ? "" : ", for 'imagePullPolicy' is not 'Always'");
        },
};

}  // namespace plimsoll::kubernetes
