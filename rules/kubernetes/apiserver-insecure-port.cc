// Where the API server listens, and what it shows there.
#include "dockerfile/syntax.h"
#include "kubernetes/control_plane.h"
#include "kubernetes/version.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> maximum{"maximum", "the longest time a request may take, such as 300s",
                                                 "300s"};

// The value, where it is known and there.
std::optional<std::string_view> value_of(const Container& container, std::string_view flag) {
  const auto server = component_of(container, "kube-apiserver");
  if (!server || server->is_given(flag) != true || server->is_unknown(flag)) return std::nullopt;
  return server->find(flag)->value;
}
Span place_of(const Container& container, std::string_view flag) {
  return component_of(container, "kube-apiserver")->place_of(flag);
}

}  // namespace

extern constinit const Rule apiserver_insecure_port = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"checkov:CKV_K8S_88", "kics:Insecure Port Not Properly Set",
                "kics:fa4def8c-1898-4a35-a139-7b76b1acdef0", "kubescape:C-0005"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto server = component_of(container, "kube-apiserver");
          if (!server || server->is_unknown("insecure-port")) return;
          const bool given = server->is_given("insecure-port") == true;
          // Releases before 1.20 open it by themselves.
          if (!given && target_version(ctx) >= 20) return;
          const std::string_view port = given ? server->find("insecure-port")->value : "8080";
          if (port != "0")
            ctx.report(server->place_of("insecure-port"),
                       "port {} takes any request, without TLS and without asking who sends it", port);
        },
};

extern constinit const Rule apiserver_insecure_bind_address = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"checkov:CKV_K8S_86", "kics:Insecure Bind Address Set", "kics:b9380fd3-5ffe-4d10-9290-13e18e71eee1"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "insecure-bind-address", Want::not_given,
                 "kube-apiserver listens without TLS there; leave --insecure-bind-address away"},
                ctx);
        },
};

extern constinit const Rule apiserver_secure_port = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0017", "trivy:KCV0017", "trivy:AVD-KCV-0017", "checkov:CKV_K8S_89",
                "kics:Secure Port Set To Zero", "kics:3d24b204-b73d-42cb-b0bf-1a5438c5f71e", "kubescape:C-0128"},
    .check =
        [](const Container& container, Context& ctx) {
          if (value_of(container, "secure-port") == "0")
            ctx.report(place_of(container, "secure-port"),
                       "kube-apiserver does not listen with TLS at all; give --secure-port a port");
        },
};

extern constinit const Rule apiserver_profiling = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0018", "trivy:KCV0018", "trivy:AVD-KCV-0018", "checkov:CKV_K8S_90",
                "kics:Profiling Not Set To False", "kics:2f491173-6375-4a84-b28e-a4e2b9a58a69", "kubescape:C-0129",
                "cis-kubernetes:1.2.15"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "profiling", Want::off,
                 "kube-apiserver shows the inside of its program at /debug/pprof; set --profiling=false"},
                ctx);
        },
};

extern constinit const Rule apiserver_request_timeout = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"checkov:CKV_K8S_95", "kics:Request Timeout Not Properly Set",
                "kics:d89a15bb-8dba-4c71-9529-bef6729b9c09", "kubescape:C-0134", "cis-kubernetes:1.2.20"},
    .options = {&maximum},
    .check =
        [](const Container& container, Context& ctx) {
          const auto text = value_of(container, "request-timeout");
          const auto most = dockerfile::duration(ctx[maximum]);
          const auto time = text ? dockerfile::duration(*text) : std::nullopt;
          if (text && !time)
            ctx.report(place_of(container, "request-timeout"),
                       "'{}' is no duration such as 60s, so kube-apiserver does not start", *text);
          if (time && most && *time > *most)
            ctx.report(place_of(container, "request-timeout"),
                       "requests may keep kube-apiserver busy for {}, more than {}", *text, ctx[maximum]);
        },
};

}  // namespace plimsoll::kubernetes
