#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_expose_port = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "hadolint:DL3011", "trivy:DS-0008", "trivy:AVD-DS-0008", "trivy:DS008",
                "trivy:port-out-of-range", "trivy:docker-port-out-of-range", "kics:UNIX Ports Out Of Range",
                "kics:71bf8cf8-f0a1-42fa-b9d2-d10525e0a38e", "semgrep:invalid-port", "dockerfilelint:invalid_port",
                "dockerlinter:EE0001", "dockerfile-ls:INVALID_PORT", "terrascan:AC_DOCKER_0011",
                "buildkit-error:invalid containerPort"},
    .check =
        [](const Expose& expose, Context& ctx) {
          for (const Word& word : expose.ports) {
            if (word.text.starts_with('#')) {
              ctx.report(word.span, "a comment cannot stand behind an instruction, so its words are taken for ports");
              return;
            }
            for (const Text& port : expose.model->expand_words(word.text, expose)) {
              if (!port.known) continue;
              const std::string_view problem = port_problem(port.value);
              if (problem.empty()) continue;
              ctx.report(word.span, "port '{}' {}", port.value, problem)
                  .severity(problem == port_zero ? Severity::warning : Severity::error);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
