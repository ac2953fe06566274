#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<int64_t> minimum{"minimum", "the lowest number that is high enough", 10000};

}  // namespace

extern constinit const Rule low_group_id = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kube-score:container-security-context-user-group-id", "kubesec:RunAsGroup", "trivy:KSV-0021",
                "trivy:KSV021", "trivy:AVD-KSV-0021"},
    .options = {&minimum},
    .check =
        [](const Container& container, Context& ctx) {
          const auto id = low_id(container, "runAsGroup", ctx[minimum]);
          if (!id) return;
          if (id->missing()) {
            ctx.report(container.place_of(*id),
                       "container '{}' names no group, so it runs as one that the node may have", container.name());
          } else {
            ctx.report(id->span(), "group {} may exist on the node as well; take a number from {} on", id->string(),
                       ctx[minimum]);
          }
        },
};

}  // namespace plimsoll::kubernetes
