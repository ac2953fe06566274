// Who may ask the API server, and what for.
#include "kubernetes/control_plane.h"

namespace plimsoll::kubernetes {
namespace {

// A file says it instead, path by path or webhook by webhook.
bool has_file(const Container& container, std::string_view flag) {
  const auto server = component_of(container, "kube-apiserver");
  return server && server->is_given(flag) == true;
}

}  // namespace

extern constinit const Rule apiserver_anonymous_auth = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0001", "trivy:KCV0001", "trivy:AVD-KCV-0001", "checkov:CKV_K8S_68",
                "kics:Anonymous Auth Is Not Set To False", "kics:1de5cc51-f376-4638-a940-20f2e85ae238",
                "kubescape:C-0113", "cis-kubernetes:1.2.1"},
    .check =
        [](const Container& container, Context& ctx) {
          if (!has_file(container, "authentication-config"))
            judge(container,
                  {"kube-apiserver", "anonymous-auth", Want::off,
                   "kube-apiserver answers requests without credentials; set --anonymous-auth=false"},
                  ctx);
        },
};

extern constinit const Rule apiserver_basic_auth_file = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"checkov:CKV_K8S_69", "kics:Basic Auth File Is Set", "kics:5da47109-f8d6-4585-9e2b-96a8958a12f5"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "basic-auth-file", Want::not_given,
                 "kube-apiserver takes passwords from a file in clear text; leave --basic-auth-file away"},
                ctx);
        },
};

extern constinit const Rule apiserver_token_auth_file = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0002", "trivy:KCV0002", "trivy:AVD-KCV-0002", "checkov:CKV_K8S_70",
                "kics:Token Auth File Is Set", "kics:32ecd76e-7bbf-402e-bf48-8b9485749558", "kubescape:C-0114",
                "cis-kubernetes:1.2.2"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto server = component_of(container, "kube-apiserver");
          if (!server || server->is_given("token-auth-file") != true) return;
          Report report =
              ctx.report(server->place_of("token-auth-file"),
                         "kube-apiserver takes tokens from a file, which never end; leave --token-auth-file away");
          if (const auto edit = erase_flag(*server, "token-auth-file", container, ctx.source()))
            report.suggest("leave --token-auth-file away", *edit);
        },
};

extern constinit const Rule apiserver_authorization_always_allow = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0007", "trivy:KCV0007", "trivy:AVD-KCV-0007", "checkov:CKV_K8S_74",
                "kics:Authorization Mode Set To Always Allow", "kics:f1f4d8da-1ac4-47d0-b1aa-91e69d33f7d5",
                "kubescape:C-0118", "cis-kubernetes:1.2.6"},
    .replaces = {"apiserver-authorization-rbac", "apiserver-authorization-node"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "authorization-mode", Want::not_listed,
                 "kube-apiserver allows every request; use --authorization-mode=Node,RBAC", "AlwaysAllow"},
                ctx);
        },
};

extern constinit const Rule apiserver_authorization_node = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0008", "trivy:KCV0008", "trivy:AVD-KCV-0008", "checkov:CKV_K8S_75",
                "kics:Authorization Mode Node Not Set", "kics:4d7ee40f-fc5d-427d-8cac-dffbe22d42d1", "kubescape:C-0119",
                "cis-kubernetes:1.2.7"},
    .check =
        [](const Container& container, Context& ctx) {
          if (!has_file(container, "authorization-config"))
            judge(container,
                  {"kube-apiserver", "authorization-mode", Want::listed,
                   "kube-apiserver does not limit kubelets to their own node; use --authorization-mode=Node,RBAC",
                   "Node"},
                  ctx);
        },
};

extern constinit const Rule apiserver_authorization_rbac = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0009", "trivy:KCV0009", "trivy:AVD-KCV-0009", "checkov:CKV_K8S_77",
                "kics:Authorization Mode RBAC Not Set", "kics:1aa4a1ae-5dbb-48a1-9aa2-630ea4be208e", "kubescape:C-0005",
                "kubescape:C-0088", "kubescape:C-0120", "cis-kubernetes:1.2.8"},
    .check =
        [](const Container& container, Context& ctx) {
          if (!has_file(container, "authorization-config"))
            judge(container,
                  {"kube-apiserver", "authorization-mode", Want::listed,
                   "kube-apiserver does not judge requests by roles; use --authorization-mode=Node,RBAC", "RBAC"},
                  ctx);
        },
};

}  // namespace plimsoll::kubernetes
