#include <string>

#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule added_capability = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"trivy:KSV-0022", "trivy:KSV022", "trivy:AVD-KSV-0022", "checkov:CKV_K8S_25",
                "kics:Containers With Added Capabilities", "kics:19ebaa28-fc86-4a58-bcfa-015c9e22fe40",
                "cis-kubernetes:5.2.9", "sonar:S5849"},
    .check =
        [](const Container& container, Context& ctx) {
          const Value add = container["securityContext"]["capabilities"]["add"];
          bool drops_all = false;
          for (const Capability& dropped : capabilities_of(container, "drop")) drops_all |= dropped.name == "ALL";
          std::string names;
          bool only_ports = true;
          for (const Capability& added : capabilities_of(container, "add")) {
            only_ports &= added.name == "NET_BIND_SERVICE";
            names.append(names.empty() ? "'" : ", '").append(added.written()).append("'");
          }
          if (names.empty() || (drops_all && only_ports)) return;
          ctx.report(add.key_span(), "container '{}' adds to its capabilities: {}", container.name(), names);
        },
};

}  // namespace plimsoll::kubernetes
