// The flags of kubelets, and the KubeletConfiguration. A flag that is missing is no finding: it may stand in the file.
#include <algorithm>

#include "dockerfile/syntax.h"
#include "kubernetes/control_plane.h"
#include "kubernetes/kubelet.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<int64_t> maximum{"maximum", "the most events a second; 0: any number", 0};

bool is_zero_duration(std::string_view text) { return dockerfile::duration(text) == 0.0; }

void judge_event_rate(std::optional<int64_t> rate, std::string_view text, Span place, Context& ctx) {
  if (!rate || *rate < 0) {
    ctx.report(place, "'{}' is no number of events a second", text);
  } else if (ctx[maximum] > 0 && *rate > ctx[maximum]) {
    ctx.report(place, "the kubelet may write {} events a second, more than {}", *rate, ctx[maximum]);
  }
}

}  // namespace

extern constinit const Rule kubelet_anonymous_auth = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0079", "trivy:KCV0079", "trivy:AVD-KCV-0079", "checkov:CKV_K8S_138",
                "kics:Anonymous Auth Is Not Set To False", "kics:1de5cc51-f376-4638-a940-20f2e85ae238",
                "kubescape:C-0069", "kubescape:C-0172", "cis-kubernetes:4.2.1", "nsa:C-0069"},
    .check = {[](const Container& container, Context& ctx) {
                judge(container,
                      {"kubelet", "anonymous-auth", Want::not_on,
                       "the kubelet answers requests without credentials; set --anonymous-auth=false"},
                      ctx);
              },
              [](const Object& object, Context& ctx) {
                const auto enabled = kubelet_setting(object, {"authentication", "anonymous", "enabled"});
                if (enabled && enabled->is(true))
                  ctx.report(enabled->span(), "the kubelet answers requests without credentials; set it to false");
              }},
};

extern constinit const Rule kubelet_authorization_always_allow = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0080", "trivy:KCV0080", "trivy:AVD-KCV-0080", "checkov:CKV_K8S_139",
                "kics:Authorization Mode Set To Always Allow", "kics:f1f4d8da-1ac4-47d0-b1aa-91e69d33f7d5",
                "kubescape:C-0173", "cis-kubernetes:4.2.2"},
    .check = {[](const Container& container, Context& ctx) {
                judge(container,
                      {"kubelet", "authorization-mode", Want::not_listed,
                       "the kubelet allows every request; use --authorization-mode=Webhook", "AlwaysAllow"},
                      ctx);
              },
              [](const Object& object, Context& ctx) {
                const auto mode = kubelet_setting(object, {"authorization", "mode"});
                if (!mode) return;
                const std::vector<std::string_view> modes = parts_of(mode->string());
                if (std::find(modes.begin(), modes.end(), "AlwaysAllow") != modes.end())
                  ctx.report(mode->span(), "the kubelet allows every request; use Webhook");
              }},
};

extern constinit const Rule kubelet_client_ca_file = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0081", "trivy:KCV0081", "trivy:AVD-KCV-0081", "checkov:CKV_K8S_140",
                "kics:Client Certificate Authentication Not Setup Properly",
                "kics:e0e00aba-5f1c-4981-a542-9a9563c0ee20", "kubescape:C-0070", "kubescape:C-0174",
                "cis-kubernetes:4.2.3", "nsa:C-0070"},
    .check = {[](const Object& object, Context& ctx) {
      const auto file = kubelet_setting(object, {"authentication", "x509", "clientCAFile"});
      if (!file || !file->string().empty() || is_completed_by_kubeadm(object)) return;
      ctx.report(place_in(object, *file),
                 "the kubelet knows nobody by a certificate; set 'authentication.x509.clientCAFile'");
    }},
};

extern constinit const Rule kubelet_read_only_port = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0082", "trivy:KCV0082", "trivy:AVD-KCV-0082", "checkov:CKV_K8S_141",
                "kics:Kubelet Read Only Port Is Not Set To Zero", "kics:2940d48a-dc5e-4178-a3f8-bfbd80720b41",
                "kubescape:C-0175", "cis-kubernetes:4.2.4"},
    .check = {[](const Container& container, Context& ctx) {
                const auto kubelet = component_of(container, "kubelet");
                if (!kubelet || kubelet->is_given("read-only-port") != true || kubelet->is_unknown("read-only-port"))
                  return;
                if (kubelet->number("read-only-port") != 0)
                  ctx.report(kubelet->place_of("read-only-port"),
                             "port {} of the node tells anybody about its pods; set --read-only-port=0",
                             kubelet->find("read-only-port")->value);
              },
              [](const Object& object, Context& ctx) {
                const auto port = kubelet_setting(object, {"readOnlyPort"});
                if (!port || !port->is_scalar() || port->is("0") || port->integer() == 0) return;
                ctx.report(port->span(), "port {} of the node tells anybody about its pods; set it to 0",
                           port->string());
              }},
};

extern constinit const Rule kubelet_streaming_timeout = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0085", "trivy:KCV0085", "trivy:AVD-KCV-0085", "checkov:CKV_K8S_143",
                "kics:Kubelet Streaming Connection Timeout Disabled", "kics:ed89b97d-04e9-4fd4-919f-ee5b27e555e9",
                "kubescape:C-0176", "cis-kubernetes:4.2.5"},
    .check = {[](const Container& container, Context& ctx) {
                const auto kubelet = component_of(container, "kubelet");
                constexpr std::string_view flag = "streaming-connection-idle-timeout";
                if (kubelet && kubelet->is_given(flag) == true && !kubelet->is_unknown(flag) &&
                    is_zero_duration(kubelet->find(flag)->value))
                  ctx.report(kubelet->place_of(flag),
                             "connections of exec and port forwarding never end by themselves");
              },
              [](const Object& object, Context& ctx) {
                const auto timeout = kubelet_setting(object, {"streamingConnectionIdleTimeout"});
                if (timeout && timeout->is_scalar() && is_zero_duration(timeout->string()))
                  ctx.report(timeout->span(), "connections of exec and port forwarding never end by themselves");
              }},
};

extern constinit const Rule kubelet_protect_kernel_defaults = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0083", "trivy:KCV0083", "trivy:AVD-KCV-0083", "checkov:CKV_K8S_144",
                "kics:Kubelet Protect Kernel Defaults Set To False", "kics:6cf42c97-facd-4fda-b8af-ea4529123355",
                "kubescape:C-0177"},
    .check = {[](const Container& container, Context& ctx) {
                judge(container,
                      {"kubelet", "protect-kernel-defaults", Want::not_off,
                       "the kubelet changes settings of the kernel as it likes; set --protect-kernel-defaults=true"},
                      ctx);
              },
              [](const Object& object, Context& ctx) {
                if (const auto at = kubelet_lacks(object, "protectKernelDefaults"))
                  ctx.report(
                      *at, "the kubelet changes settings of the kernel as it likes; set 'protectKernelDefaults: true'");
              }},
};

extern constinit const Rule kubelet_iptables_util_chains = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0084", "trivy:KCV0084", "trivy:AVD-KCV-0084", "checkov:CKV_K8S_145",
                "kics:Kubelet Not Managing Ip Tables", "kics:5f89001f-6dd9-49ff-9b15-d8cd71b617f4", "kubescape:C-0178",
                "cis-kubernetes:4.2.6"},
    .check = {[](const Container& container, Context& ctx) {
                judge(container,
                      {"kubelet", "make-iptables-util-chains", Want::not_off,
                       "the kubelet leaves out rules of the packet filter that Services need; leave the flag away"},
                      ctx);
              },
              [](const Object& object, Context& ctx) {
                const auto chains = kubelet_setting(object, {"makeIPTablesUtilChains"});
                if (chains && chains->is(false))
                  ctx.report(chains->span(),
                             "the kubelet leaves out rules of the packet filter that Services need; set it to true");
              }},
};

extern constinit const Rule kubelet_hostname_override = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0086", "trivy:KCV0086", "trivy:AVD-KCV-0086", "checkov:CKV_K8S_146",
                "kics:Kubelet Hostname Override Is Set", "kics:bf36b900-b5ef-4828-adb7-70eb543b7cfb",
                "kubescape:C-0179", "cis-kubernetes:4.2.7"},
    .check = {[](const Container& container, Context& ctx) {
      judge(container,
            {"kubelet", "hostname-override", Want::not_given,
             "the node goes by another name than its host, which certificates and logs have"},
            ctx);
    }},
};

extern constinit const Rule kubelet_event_qps = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"trivy:KCV-0087", "trivy:KCV0087", "trivy:AVD-KCV-0087", "checkov:CKV_K8S_147",
                "kics:Kubelet Event QPS Not Properly Set", "kics:1a07a446-8e61-4e4d-bc16-b0781fcb8211",
                "kubescape:C-0180", "cis-kubernetes:4.2.8"},
    .options = {&maximum},
    .check = {[](const Container& container, Context& ctx) {
                const auto kubelet = component_of(container, "kubelet");
                if (!kubelet || kubelet->is_given("event-qps") != true || kubelet->is_unknown("event-qps")) return;
                judge_event_rate(kubelet->number("event-qps"), kubelet->find("event-qps")->value,
                                 kubelet->place_of("event-qps"), ctx);
              },
              [](const Object& object, Context& ctx) {
                const auto rate = kubelet_setting(object, {"eventRecordQPS"});
                if (rate && rate->is_scalar()) judge_event_rate(rate->integer(), rate->string(), rate->span(), ctx);
              }},
};

extern constinit const Rule kubelet_tls_certificate = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0088", "trivy:KCV0088", "trivy:AVD-KCV-0088", "trivy:KCV-0089", "trivy:KCV0089",
                "trivy:AVD-KCV-0089", "checkov:CKV_K8S_148", "kics:TSL Connection Certificate Not Setup",
                "kics:fa750c81-93c2-4fab-9c6d-d3fd3ce3b89f", "kubescape:C-0181", "cis-kubernetes:4.2.9"},
    .check = {[](const Container& container, Context& ctx) {
                const auto kubelet = component_of(container, "kubelet");
                if (!kubelet) return;
                const auto certificate = kubelet->is_given("tls-cert-file"),
                           key = kubelet->is_given("tls-private-key-file");
                if (!certificate || !key || *certificate == *key) return;
                ctx.report(kubelet->place_of(*certificate ? "tls-cert-file" : "tls-private-key-file"),
                           "the kubelet needs both, --tls-cert-file and --tls-private-key-file");
              },
              [](const Object& object, Context& ctx) {
                const auto bootstrap = kubelet_setting(object, {"serverTLSBootstrap"});
                if (!bootstrap || bootstrap->is(true)) return;
                for (const char* file : {"tlsCertFile", "tlsPrivateKeyFile"}) {
                  const auto path = kubelet_setting(object, {file});
                  if (!path || !path->string().empty()) continue;
                  ctx.report(place_in(object, *path),
                             "the kubelet shows a certificate that nobody signed; set 'serverTLSBootstrap: true'");
                  return;
                }
              }},
};

extern constinit const Rule kubelet_rotate_certificates = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0090", "trivy:KCV0090", "trivy:AVD-KCV-0090", "checkov:CKV_K8S_149",
                "kics:Kubelet Client Periodic Certificate Switch Disabled", "kics:52d70f2e-3257-474c-b3dc-8ad9ba6a061a",
                "kubescape:C-0182", "cis-kubernetes:4.2.10"},
    .check = {[](const Container& container, Context& ctx) {
                judge(container,
                      {"kubelet", "rotate-certificates", Want::not_off,
                       "the kubelet does not renew its client certificate; set --rotate-certificates=true"},
                      ctx);
              },
              [](const Object& object, Context& ctx) {
                const auto at = kubelet_lacks(object, "rotateCertificates");
                if (at && (object["rotateCertificates"].present() || !is_completed_by_kubeadm(object)))
                  ctx.report(*at, "the kubelet does not renew its client certificate; set 'rotateCertificates: true'");
              }},
};

extern constinit const Rule kubelet_pod_pids_limit = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0284", "cis-kubernetes:4.2.13"},
    .check = {[](const Container& container, Context& ctx) {
                const auto kubelet = component_of(container, "kubelet");
                if (!kubelet) return;
                const auto limit = kubelet->number("pod-max-pids");
                if (limit && *limit <= 0)
                  ctx.report(kubelet->place_of("pod-max-pids"),
                             "one pod may take all process numbers of the node; give --pod-max-pids a number above 0");
              },
              [](const Object& object, Context& ctx) {
                const auto limit = kubelet_setting(object, {"podPidsLimit"});
                if (!limit || limit->integer().value_or(0) > 0) return;
                ctx.report(place_in(object, *limit),
                           "one pod may take all process numbers of the node; set 'podPidsLimit' above 0");
              }},
};

}  // namespace plimsoll::kubernetes
