#include "context.h"
#include "kubernetes/probes.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule missing_container_security_context = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_30", "kics:Pod or Container Without Security Context",
                "kics:a97a340a-0063-418e-b3a1-3028941d0995", "kubescape:C-0211", "cis-kubernetes:5.7.3",
                "terrascan:AC_K8S_0064"},
    .check =
        [](const Container& container, Context& ctx) {
          if (is_empty(container["securityContext"]))
            ctx.report(container.place(), "container '{}' has no security context of its own", container.name());
        },
};

}  // namespace plimsoll::kubernetes
