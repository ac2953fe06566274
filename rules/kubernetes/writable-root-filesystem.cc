#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule writable_root_filesystem = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"kube-linter:no-read-only-root-fs",
                "kube-linter:read-only-root-fs",
                "kube-score:container-security-context-readonlyrootfilesystem",
                "polaris:notReadOnlyRootFilesystem",
                "kubesec:ReadOnlyRootFilesystem",
                "trivy:KSV-0014",
                "trivy:KSV014",
                "trivy:AVD-KSV-0014",
                "checkov:CKV_K8S_22",
                "kics:Root Container Not Mounted Read-only",
                "kics:a9c2f49d-0671-4fc9-9ece-f4e261e128d0",
                "kubescape:C-0017",
                "kubescape:C-0211",
                "azure-policy:Kubernetes cluster containers should run with a read only root file system",
                "azure-policy:df49d893-a74c-421d-bc95-c663042e5b80",
                "azure-policy:Sets readOnlyRootFileSystem in the Pod spec to true if it is not set.",
                "azure-policy:8e875f96-2c56-40ca-86db-b9f6a0be7347",
                "azure-policy:Sets readOnlyRootFileSystem in the Pod spec in init containers to true if it is not set.",
                "azure-policy:2ae2f266-ecc3-4d26-82c5-8c3cb7774f45",
                "gatekeeper:pod-security-policy/read-only-root-filesystem",
                "kyverno:require-ro-rootfs",
                "nsa:Pod security: immutable file systems (C-0017)",
                "semgrep:writable-filesystem-container",
                "terrascan:AC_K8S_0078"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto read_only = container.value.known({"securityContext", "readOnlyRootFilesystem"});
          if (!read_only || read_only->is(true) || container.workload->windows) return;
          if (read_only->missing() ? container.workload->steps : !read_only->is_scalar()) return;
          Report report =
              ctx.report(container.place_of(*read_only),
                         "container '{}' may write to its root file system, so an intruder can change its programs",
                         container.name());
          if (auto edit = set(container.value, {"securityContext", "readOnlyRootFilesystem"}, "true", ctx.source()))
            report.suggest("set 'readOnlyRootFilesystem: true'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
