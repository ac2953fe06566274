// The flags of etcd: who may ask it, and whom its members trust.
#include "kubernetes/control_plane.h"
#include "kubernetes/run_facts.h"

namespace plimsoll::kubernetes {
namespace {

void want_pair(const Container& container, std::string_view certificate, std::string_view key, std::string_view message,
               Context& ctx) {
  if (!judge(container, {"etcd", certificate, Want::given, message}, ctx))
    judge(container, {"etcd", key, Want::given, message}, ctx);
}

}  // namespace

extern constinit const Rule etcd_certificate = {
    .severity = Severity::error,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0042", "trivy:KCV0042", "trivy:AVD-KCV-0042", "checkov:CKV_K8S_116",
                "kics:Etcd TLS Certificate Files Not Properly Set", "kics:075ca296-6768-4322-aea2-ba5063b969a9",
                "kubescape:C-0153", "cis-kubernetes:2.1"},
    .check =
        [](const Container& container, Context& ctx) {
          want_pair(container, "cert-file", "key-file",
                    "clients talk to etcd in clear text; set --cert-file and --key-file", ctx);
        },
};

extern constinit const Rule etcd_client_cert_auth = {
    .severity = Severity::error,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0043", "trivy:KCV0043", "trivy:AVD-KCV-0043", "checkov:CKV_K8S_117",
                "kics:Etcd Client Certificate Authentication Set To False", "kics:9391103a-d8d7-4671-ac5d-606ba7ccb0ac",
                "kubescape:C-0154", "cis-kubernetes:2.2"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"etcd", "client-cert-auth", Want::on,
                 "etcd answers clients without a certificate; set --client-cert-auth=true"},
                ctx);
        },
};

extern constinit const Rule etcd_auto_tls = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0044", "trivy:KCV0044", "trivy:AVD-KCV-0044", "checkov:CKV_K8S_118",
                "kics:Auto TLS Set To True", "kics:98ce8b81-7707-4734-aa39-627c6db3d84b", "kubescape:C-0155",
                "cis-kubernetes:2.3"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"etcd", "auto-tls", Want::not_on,
                 "etcd makes its own certificate, which no client can check; set --auto-tls=false"},
                ctx);
        },
};

extern constinit const Rule etcd_peer_certificate = {
    .severity = Severity::error,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0045", "trivy:KCV0045", "trivy:AVD-KCV-0045", "checkov:CKV_K8S_119",
                "kics:Etcd Peer TLS Certificate Files Not Properly Set", "kics:09bb9e96-8da3-4736-b89a-b36814acca60",
                "kubescape:C-0156", "cis-kubernetes:2.4"},
    .check =
        [](const Container& container, Context& ctx) {
          want_pair(container, "peer-cert-file", "peer-key-file",
                    "members of etcd talk in clear text; set --peer-cert-file and --peer-key-file", ctx);
        },
};

extern constinit const Rule etcd_peer_client_cert_auth = {
    .severity = Severity::error,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0046", "trivy:KCV0046", "trivy:AVD-KCV-0046", "checkov:CKV_K8S_121",
                "kics:Etcd Peer Client Certificate Authentication Set To False",
                "kics:b7d0181d-0a9b-4611-9d1c-1ad4f0b620ff", "kubescape:C-0157", "cis-kubernetes:2.5"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"etcd", "peer-client-cert-auth", Want::on,
                 "whoever asks may become a member of etcd; set --peer-client-cert-auth=true"},
                ctx);
        },
};

extern constinit const Rule etcd_peer_auto_tls = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0047", "trivy:KCV0047", "trivy:AVD-KCV-0047", "kics:Peer Auto TLS Set To True",
                "kics:ae8827e2-4af9-4baa-9998-87539ae0d6f0", "kubescape:C-0158", "cis-kubernetes:2.6"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"etcd", "peer-auto-tls", Want::not_on,
                 "members of etcd make their own certificates, which nobody can check; set --peer-auto-tls=false"},
                ctx);
        },
};

extern constinit const Rule etcd_certificate_authority_not_unique = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kics:Not Unique Certificate Authority", "kics:cb7e695d-6a85-495c-b15f-23aed2519303",
                "kubescape:C-0159", "cis-kubernetes:2.7"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto store = component_of(container, "etcd");
          if (!store || store->is_given("trusted-ca-file") != true || store->is_unknown("trusted-ca-file")) return;
          const std::string_view file = store->find("trusted-ca-file")->value;
          ctx.report(store->place_of("trusted-ca-file"),
                     "etcd lets in everybody who has a client certificate of the cluster, by '{}'", file)
              .given({client_authority_fact(file)}, "the API server knows its clients by the same authority");
        },
};

}  // namespace plimsoll::kubernetes
