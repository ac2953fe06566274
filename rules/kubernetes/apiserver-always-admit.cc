// The admission plugins of the API server.
#include "kubernetes/control_plane.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> expect{"expect", "set: the plugin must be enabled; not-set: it must not be",
                                                "set"};

void want_plugin(const Container& container, std::string_view plugin, std::string_view message, Context& ctx) {
  judge(container, {"kube-apiserver", "enable-admission-plugins", Want::listed, message, plugin}, ctx);
}

// The plugins that are on by themselves.
void keep_plugin(const Container& container, std::string_view plugin, std::string_view message, Context& ctx) {
  judge(container, {"kube-apiserver", "disable-admission-plugins", Want::not_listed, message, plugin}, ctx);
}

}  // namespace

extern constinit const Rule apiserver_always_admit = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0011", "trivy:KCV0011", "trivy:AVD-KCV-0011", "checkov:CKV_K8S_79",
                "kics:Always Admit Admission Control Plugin Set", "kics:ce30e584-b33f-4c7d-b418-a3d7027f8f60",
                "kubescape:C-0122", "cis-kubernetes:1.2.10"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-apiserver", "enable-admission-plugins", Want::not_listed,
                 "the admission plugin AlwaysAdmit does nothing and is deprecated; leave it away", "AlwaysAdmit"},
                ctx);
        },
};

extern constinit const Rule apiserver_always_pull_images = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"trivy:KCV-0012", "trivy:KSV0012", "trivy:AVD-KCV-0012", "checkov:CKV_K8S_80",
                "kics:Always Pull Images Admission Control Plugin Not Set", "kics:a77f4d07-c6e0-4a48-8b35-0eeb51576f4f",
                "kubescape:C-0123", "cis-kubernetes:1.2.11", "terrascan:AC_K8S_0021"},
    .check =
        [](const Container& container, Context& ctx) {
          want_plugin(container, "AlwaysPullImages",
                      "pods may use private images that others pulled; enable the admission plugin AlwaysPullImages",
                      ctx);
        },
};

extern constinit const Rule apiserver_deny_service_external_ips = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"trivy:KCV-0003", "trivy:KCV0003", "trivy:AVD-KCV-0003", "kubescape:C-0115", "kubescape:C-0283",
                "cis-kubernetes:1.2.3"},
    .options = {&expect},
    .check =
        [](const Container& container, Context& ctx) {
          if (ctx[expect] == "not-set") {
            judge(container,
                  {"kube-apiserver", "enable-admission-plugins", Want::not_listed,
                   "the admission plugin DenyServiceExternalIPs is not wanted here", "DenyServiceExternalIPs"},
                  ctx);
          } else {
            want_plugin(container, "DenyServiceExternalIPs",
                        "Services may claim any address as theirs; enable the admission plugin DenyServiceExternalIPs",
                        ctx);
          }
        },
};

extern constinit const Rule apiserver_event_rate_limit = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"trivy:KCV-0010", "trivy:KCV0010", "trivy:AVD-KCV-0010", "checkov:CKV_K8S_78",
                "kics:Event Rate Limit Admission Control Plugin Not Set", "kics:e0099af2-fe17-411f-9991-0de28fe15f3c",
                "kubescape:C-0121", "cis-kubernetes:1.2.9"},
    .check = {[](const Container& container, Context& ctx) {
                want_plugin(container, "EventRateLimit",
                            "kube-apiserver stores events without limit; enable the admission plugin EventRateLimit",
                            ctx);
              },
              [](const Object& object, Context& ctx) {
                if (!object.is("apiserver.config.k8s.io", "AdmissionConfiguration")) return;
                const auto plugins = object.root.known({"plugins"});
                if (!plugins || (plugins->present() && !plugins->is_list())) return;
                for (const Value& plugin : plugins->items()) {
                  const Value name = plugin["name"];
                  if (name.is("EventRateLimit") || name.templated() || plugin.templated()) return;
                }
                ctx.report(plugins->exists() ? plugins->key_span() : object.place(),
                           "no plugin 'EventRateLimit' limits how many events are stored");
              }},
};

extern constinit const Rule apiserver_image_policy_webhook = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kics:Image Policy Webhook Admission Control Plugin Not Set",
                "kics:14abda69-8e91-4acb-9931-76e2bee90284", "kubescape:C-0289", "cis-kubernetes:5.5.1"},
    .check =
        [](const Container& container, Context& ctx) {
          want_plugin(container, "ImagePolicyWebhook",
                      "nobody is asked whether an image may run; enable the admission plugin ImagePolicyWebhook", ctx);
        },
};

extern constinit const Rule apiserver_namespace_lifecycle = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0015", "trivy:KCV0015", "trivy:AVD-KCV-0015", "checkov:CKV_K8S_83",
                "kics:Namespace Lifecycle Admission Control Plugin Disabled",
                "kics:1ffe7bf7-563b-4b3d-a71d-ba6bd8d49b37", "kubescape:C-0126", "cis-kubernetes:1.2.13"},
    .check =
        [](const Container& container, Context& ctx) {
          keep_plugin(container, "NamespaceLifecycle",
                      "objects may be made in namespaces that are being deleted; keep the plugin NamespaceLifecycle",
                      ctx);
        },
};

extern constinit const Rule apiserver_node_restriction = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0016", "trivy:KCV0016", "trivy:AVD-KCV-0016", "checkov:CKV_K8S_85",
                "kics:Node Restriction Admission Control Plugin Not Set", "kics:33fc6923-6553-4fe6-9d3a-4efa51eb874b",
                "kubescape:C-0127", "cis-kubernetes:1.2.14"},
    .check =
        [](const Container& container, Context& ctx) {
          want_plugin(container, "NodeRestriction",
                      "a kubelet may change the objects of other nodes; enable the admission plugin NodeRestriction",
                      ctx);
        },
};

extern constinit const Rule apiserver_security_context_deny = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"trivy:KCV-0013", "trivy:KCV0013", "trivy:AVD-KCV-0013", "checkov:CKV_K8S_81", "checkov:CKV_K8S_84",
                "kics:Security Context Deny Admission Control Plugin Not Set",
                "kics:6a68bebe-c021-492e-8ddb-55b0567fb768",
                "kics:Pod Security Policy Admission Control Plugin Not Set",
                "kics:afa36afb-39fe-4d94-b9b6-afb236f7a03d", "kubescape:C-0068", "kubescape:C-0124"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto server = component_of(container, "kube-apiserver");
          const auto lists = [&](const char* plugin) {
            return server->lists("enable-admission-plugins", plugin) != false;
          };
          if (!server || lists("SecurityContextDeny") || lists("PodSecurityPolicy")) return;
          ctx.report(server->place_of("enable-admission-plugins"),
                     "neither the plugin SecurityContextDeny nor PodSecurityPolicy limits what pods may set");
        },
};

extern constinit const Rule apiserver_service_account_plugin = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KCV-0014", "trivy:KCV0014", "trivy:AVD-KCV-0014", "checkov:CKV_K8S_82",
                "kics:Service Account Admission Control Plugin Disabled", "kics:9587c890-0524-40c2-9ce2-663af7c2f063",
                "kubescape:C-0125", "cis-kubernetes:1.2.12"},
    .check =
        [](const Container& container, Context& ctx) {
          keep_plugin(container, "ServiceAccount",
                      "pods get no service account of their namespace; keep the admission plugin ServiceAccount", ctx);
        },
};

}  // namespace plimsoll::kubernetes
