#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule secret_as_env_var = {
    .severity = Severity::info,
    .group = Group::secrets,
    .profile = Profile::all,
    .aliases = {"kube-linter:read-secret-from-env-var", "kubesec:SecretsAsEnvironmentVariables", "checkov:CKV_K8S_35",
                "kics:Secrets As Environment Variables", "kics:3d658f8b-d988-41a0-a841-40043121de1e",
                "kubescape:C-0012", "kubescape:C-0207", "kyverno:secrets-not-from-env-vars", "kyverno:no-secrets",
                "kyverno:disallow-secrets-from-env-vars", "kyverno:disallow-all-secrets", "cis-kubernetes:5.4.1",
                "terrascan:AC_K8S_0051"},
    .check =
        [](const Container& container, Context& ctx) {
          for (const Value& entry : container["env"].items()) {
            const Value reference = entry["valueFrom"]["secretKeyRef"];
            if (!reference.is_map()) continue;
            ctx.report(
                reference.key_span(),
                "variable '{}' holds a Secret, which child processes and crash reports get too; mount it as a file",
                entry["name"].string());
          }
          for (const Value& source : container["envFrom"].items()) {
            const Value reference = source["secretRef"];
            if (!reference.is_map()) continue;
            ctx.report(
                reference.key_span(),
                "container '{}' gets all of Secret '{}' as variables, which child processes and crash reports get too",
                container.name(), reference["name"].string());
          }
        },
};

}  // namespace plimsoll::kubernetes
