#include "context.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> known_roles{
    "known-roles", "roles that somebody else defines; a * at the end stands for more", {}};
constinit const Option<Names> known_classes{
    "known-classes", "classes that somebody else defines; a * at the end stands for more", {}};
constinit const Option<Names> cloud_classes{"known-classes",
                                            "classes that the cluster brings; a * at the end stands for more",
                                            {"standard*",        "gp2*",           "gp3*",
                                             "default",          "managed*",       "azure*",
                                             "premium-rwo",      "hostpath",       "local-path",
                                             "local-storage",    "manual",         "microk8s-hostpath",
                                             "do-block-storage", "hcloud-volumes", "linode-block-storage*",
                                             "efs-sc",           "ebs-sc",         "ceph*",
                                             "rook-ceph*",       "longhorn*",      "nfs*"}};
constinit const Option<Names> controller_classes{
    "known-classes",
    "classes that controllers bring along; a * at the end stands for more",
    {"nginx*", "traefik*", "haproxy*", "kong*", "contour*", "istio*", "cilium*", "envoy*", "eg", "alb*", "nlb*", "gce*",
     "gke-*", "azure-*", "webapprouting*", "openshift-*", "public", "tailscale"}};

}  // namespace

extern constinit const Rule dangling_role_ref = {
    .severity = Severity::warning,
    .group = Group::references,
    .options = {&known_roles},
    .check =
        [](const Project& project, Context& ctx) {
          report_dangling(project, Field::role, "so the binding grants nothing", ctx, ctx[known_roles]);
        },
};

extern constinit const Rule dangling_subject = {
    .severity = Severity::warning,
    .group = Group::references,
    .check = [](const Project& project,
                Context& ctx) { report_dangling(project, Field::subject, "so nobody gets these rights", ctx); },
};

extern constinit const Rule non_existent_service_account = {
    .severity = Severity::error,
    .group = Group::references,
    .aliases = {"kube-linter:non-existent-service-account", "kubescape:C-0307"},
    .check = [](const Project& project,
                Context& ctx) { report_dangling(project, Field::service_account, "so no pod is created", ctx); },
};

extern constinit const Rule dangling_horizontal_pod_autoscaler = {
    .severity = Severity::error,
    .group = Group::references,
    .aliases = {"kube-linter:dangling-horizontalpodautoscaler", "kube-score:horizontalpodautoscaler-has-target",
                "kubescape:C-0300", "gatekeeper:general/horizontalpodautoscaler (enforceScaleTargetRef)"},
    .check = [](const Project& project,
                Context& ctx) { report_dangling(project, Field::scale_target, "so nothing is scaled", ctx); },
};

extern constinit const Rule dangling_vertical_pod_autoscaler = {
    .severity = Severity::warning,
    .group = Group::references,
    .aliases = {"kyverno:verify-vpa-target", "kyverno:check-vpa-configuration"},
    .check = [](const Project& project,
                Context& ctx) { report_dangling(project, Field::vertical_scale_target, "so nothing is scaled", ctx); },
};

extern constinit const Rule dangling_priority_class = {
    .severity = Severity::warning,
    .group = Group::references,
    .profile = Profile::all,
    .options = {&known_classes},
    .check =
        [](const Project& project, Context& ctx) {
          report_dangling(project, Field::priority_class, "so no pod is created", ctx, ctx[known_classes]);
        },
};

extern constinit const Rule dangling_storage_class = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::all,
    .options = {&cloud_classes},
    .check =
        [](const Project& project, Context& ctx) {
          report_dangling(project, Field::storage_class, "so the claim stays pending", ctx, ctx[cloud_classes]);
        },
};

extern constinit const Rule dangling_runtime_class = {
    .severity = Severity::warning,
    .group = Group::references,
    .profile = Profile::all,
    .options = {&known_classes},
    .check =
        [](const Project& project, Context& ctx) {
          report_dangling(project, Field::runtime_class, "so no pod is created", ctx, ctx[known_classes]);
        },
};

extern constinit const Rule dangling_ingress_class = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::all,
    .options = {&controller_classes},
    .check =
        [](const Project& project, Context& ctx) {
          report_dangling(project, Field::ingress_class, "so no controller serves the Ingress", ctx,
                          ctx[controller_classes]);
        },
};

extern constinit const Rule dangling_gateway_class = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::all,
    .options = {&controller_classes},
    .check =
        [](const Project& project, Context& ctx) {
          report_dangling(project, Field::gateway_class, "so no controller serves the Gateway", ctx,
                          ctx[controller_classes]);
        },
};

extern constinit const Rule dangling_image_pull_secret = {
    .severity = Severity::warning,
    .group = Group::references,
    .profile = Profile::all,
    .check =
        [](const Project& project, Context& ctx) {
          report_dangling(project, Field::pull_secret, "so private images cannot be pulled", ctx);
        },
};

extern constinit const Rule dangling_issuer = {
    .severity = Severity::warning,
    .group = Group::references,
    .check = [](const Project& project,
                Context& ctx) { report_dangling(project, Field::issuer, "so no certificate is issued", ctx); },
};

extern constinit const Rule ingress_tls_secret_missing = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          report_dangling(project, Field::tls_secret, "so the controller serves a certificate of its own", ctx);
        },
};

}  // namespace plimsoll::kubernetes
