#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<int64_t> minimum{"minimum", "the lowest number that is high enough", 10000};

}  // namespace

extern constinit const Rule low_user_id = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kube-score:container-security-context-user-group-id", "kubesec:RunAsUser", "trivy:KSV-0020",
                "trivy:KSV020", "trivy:AVD-KSV-0020", "checkov:CKV_K8S_40", "kics:Container Running With Low UID",
                "kics:02323c00-cdc3-4fdc-a310-4f2b3e7a1660", "terrascan:AC_K8S_0079"},
    .options = {&minimum},
    .check =
        [](const Container& container, Context& ctx) {
          const auto id = low_id(container, "runAsUser", ctx[minimum]);
          if (!id) return;
          if (id->missing()) {
            ctx.report(container.place_of(*id),
                       "container '{}' names no user, so it runs as one that the node may have", container.name());
          } else {
            ctx.report(id->span(), "user {} may exist on the node as well; take a number from {} on", id->string(),
                       ctx[minimum]);
          }
        },
};

}  // namespace plimsoll::kubernetes
