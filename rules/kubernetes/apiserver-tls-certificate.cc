// The certificates and keys of the API server: its own, and those by which it knows others.
#include "kubernetes/control_plane.h"

namespace plimsoll::kubernetes {
namespace {

// Both of a pair, told at once.
void want_pair(const Container& container, std::string_view certificate, std::string_view key, std::string_view message,
               Context& ctx) {
  if (!judge(container, {"kube-apiserver", certificate, Want::given, message}, ctx))
    judge(container, {"kube-apiserver", key, Want::given, message}, ctx);
}

}  // namespace

extern constinit const Rule apiserver_tls_certificate = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0027", "trivy:KCV0027", "trivy:AVD-KCV-0027", "checkov:CKV_K8S_100",
                "kics:TSL Connection Certificate Not Setup", "kics:fa750c81-93c2-4fab-9c6d-d3fd3ce3b89f",
                "kubescape:C-0138", "cis-kubernetes:1.2.24"},
    .check =
        [](const Container& container, Context& ctx) {
          want_pair(container, "tls-cert-file", "tls-private-key-file",
                    "kube-apiserver shows a certificate that nobody signed; set --tls-cert-file and "
                    "--tls-private-key-file",
                    ctx);
        },
};

extern constinit const Rule apiserver_client_ca_file = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0028", "trivy:KCV0028", "trivy:AVD-KCV-0028",
                "kics:Client Certificate Authentication Not Setup Properly",
                "kics:e0e00aba-5f1c-4981-a542-9a9563c0ee20", "kubescape:C-0139", "cis-kubernetes:1.2.25"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "client-ca-file", Want::given,
                 "kube-apiserver knows nobody by a certificate; set --client-ca-file"},
                ctx);
        },
};

extern constinit const Rule apiserver_etcd_certificate = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0026", "trivy:KCV0026", "trivy:AVD-KCV-0026", "checkov:CKV_K8S_99",
                "kics:Etcd TLS Certificate Not Properly Configured", "kics:895a5a95-3756-4b04-9924-2f3bc93181bd",
                "kics:Etcd Client Certificate File Not Defined", "kics:3f5ff8a7-5ad6-4d02-86f5-666307da1b20",
                "kubescape:C-0137", "cis-kubernetes:1.2.23"},
    .check =
        [](const Container& container, Context& ctx) {
          want_pair(container, "etcd-certfile", "etcd-keyfile",
                    "kube-apiserver shows etcd no certificate; set --etcd-certfile and --etcd-keyfile", ctx);
        },
};

extern constinit const Rule apiserver_etcd_ca_file = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0029", "trivy:KCV0029", "trivy:AVD-KCV-0029", "checkov:CKV_K8S_102",
                "kics:Etcd Client Certificate File Not Defined", "kics:3f5ff8a7-5ad6-4d02-86f5-666307da1b20",
                "kubescape:C-0140", "cis-kubernetes:1.2.26"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "etcd-cafile", Want::given,
                 "kube-apiserver trusts whoever says to be etcd; set --etcd-cafile"},
                ctx);
        },
};

extern constinit const Rule apiserver_kubelet_client_certificate = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0005", "trivy:KCV0005", "trivy:AVD-KCV-0005", "checkov:CKV_K8S_72",
                "kics:Kubelet Client Certificate Or Key Not Set", "kics:36a27826-1bf5-49da-aeb0-a60a30c0e834",
                "kubescape:C-0116", "cis-kubernetes:1.2.4"},
    .check =
        [](const Container& container, Context& ctx) {
          want_pair(
              container, "kubelet-client-certificate", "kubelet-client-key",
              "kube-apiserver shows kubelets no certificate; set --kubelet-client-certificate and --kubelet-client-key",
              ctx);
        },
};

extern constinit const Rule apiserver_kubelet_certificate_authority = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0006", "trivy:KCV0006", "trivy:AVD-KCV-0006", "checkov:CKV_K8S_73",
                "kics:Kubelet Certificate Authority Not Set", "kics:ec18a0d3-0069-4a58-a7fb-fbfe0b4bbbe0",
                "kubescape:C-0117", "cis-kubernetes:1.2.5"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "kubelet-certificate-authority", Want::given,
                 "kube-apiserver does not check who a kubelet is; set --kubelet-certificate-authority"},
                ctx);
        },
};

extern constinit const Rule apiserver_kubelet_https = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0004", "trivy:KCV0004", "trivy:AVD-KCV-0004", "checkov:CKV_K8S_71",
                "kics:Kubelet HTTPS Set To False", "kics:cdc8b54e-6b16-4538-a1b0-35849dbe29cf"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "kubelet-https", Want::not_off,
                 "kube-apiserver talks to kubelets in clear text; leave --kubelet-https away"},
                ctx);
        },
};

extern constinit const Rule apiserver_service_account_key_file = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0025", "trivy:KCV0025", "trivy:AVD-KCV-0025", "checkov:CKV_K8S_97",
                "kics:Service Account Key File Not Properly Set", "kics:dab4ec72-ce2e-4732-b7c3-1757dcce01a1",
                "kubescape:C-0136", "cis-kubernetes:1.2.22"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "service-account-key-file", Want::given,
                 "tokens of service accounts depend on the TLS key; set --service-account-key-file"},
                ctx);
        },
};

extern constinit const Rule apiserver_service_account_lookup = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0024", "trivy:KCV0024", "trivy:AVD-KCV-0024", "checkov:CKV_K8S_96",
                "kics:Service Account Lookup Set To False", "kics:a5530bd7-225a-48f9-91bb-f40b04200165",
                "kubescape:C-0135", "cis-kubernetes:1.2.21"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "service-account-lookup", Want::not_off,
                 "tokens of deleted service accounts stay good; leave --service-account-lookup away"},
                ctx);
        },
};

extern constinit const Rule apiserver_service_account_token_expiration = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0290", "cis-kubernetes:1.2.30"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "service-account-extend-token-expiration", Want::off,
                 "tokens in pods are good for a year; set --service-account-extend-token-expiration=false"},
                ctx);
        },
};

extern constinit const Rule apiserver_encryption_provider_config = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0030", "trivy:KCV0030", "trivy:AVD-KCV-0030", "checkov:CKV_K8S_104",
                "kics:Encryption Provider Config Is Not Defined", "kics:cbd2db69-0b21-4c14-8a40-7710a50571a9",
                "kubescape:C-0066", "kubescape:C-0141", "cis-kubernetes:1.2.27", "nsa:C-0066"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "encryption-provider-config", Want::given,
                 "Secrets lie in etcd in clear text; set --encryption-provider-config"},
                ctx);
        },
};

}  // namespace plimsoll::kubernetes
