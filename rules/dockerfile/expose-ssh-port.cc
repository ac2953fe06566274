#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/ports.h"

namespace plimsoll::dockerfile {

extern constinit const Rule expose_ssh_port = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:DS-0004", "trivy:AVD-DS-0004", "trivy:DS004", "trivy:no-ssh-port", "trivy:docker-no-ssh-port",
                "checkov:CKV_DOCKER_1", "kics:Exposing Port 22 (SSH)", "kics:5907595b-5b6d-4142-b173-dbb0e73fbff8",
                "sonar:S6473", "terrascan:AC_DOCKER_0026"},
    .check =
        [](const Expose& expose, Context& ctx) {
          if (!shipped(expose)) return;
          for (const ExposedPort& port : exposed_ports(expose)) {
            if (port.protocol != "tcp" || !port.holds(22)) continue;
            ctx.report(port.word.span, "port '{}' is that of SSH; use 'docker exec' or 'kubectl exec' to get in",
                       port.text);
          }
        },
};

}  // namespace plimsoll::dockerfile
