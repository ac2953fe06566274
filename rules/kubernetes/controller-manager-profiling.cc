// The flags of the controller manager.
#include "kubernetes/control_plane.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<int64_t> maximum{"maximum", "the most ended pods that may be kept; 0: any number", 0};

}  // namespace

extern constinit const Rule controller_manager_profiling = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0034", "trivy:KCV0034", "trivy:AVD-KCV-0034", "checkov:CKV_K8S_107",
                "kics:Profiling Not Set To False", "kics:2f491173-6375-4a84-b28e-a4e2b9a58a69", "kubescape:C-0145",
                "cis-kubernetes:1.3.2"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-controller-manager", "profiling", Want::off,
                 "kube-controller-manager shows the inside of its program at /debug/pprof; set --profiling=false"},
                ctx);
        },
};

extern constinit const Rule controller_manager_terminated_pod_gc = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0033", "trivy:KCV0033", "trivy:AVD-KCV-0033", "checkov:CKV_K8S_106",
                "kics:Terminated Pod Garbage Collector Threshold Not Properly Set",
                "kics:49113af4-29ca-458e-b8d4-724c01a4a24f", "kubescape:C-0144", "cis-kubernetes:1.3.1"},
    .options = {&maximum},
    .check =
        [](const Container& container, Context& ctx) {
          const auto manager = component_of(container, "kube-controller-manager");
          if (!manager || manager->is_unknown("terminated-pod-gc-threshold")) return;
          const auto number = manager->number("terminated-pod-gc-threshold");
          const Span place = manager->place_of("terminated-pod-gc-threshold");
          if (!number && manager->is_given("terminated-pod-gc-threshold") == true) {
            ctx.report(place, "'{}' is no number of ended pods; give --terminated-pod-gc-threshold one above 0",
                       manager->find("terminated-pod-gc-threshold")->value);
          } else if (!number) {
            ctx.report(place, "12500 ended pods are kept; say with --terminated-pod-gc-threshold how many you want");
          } else if (*number <= 0) {
            ctx.report(place, "ended pods are never deleted; give --terminated-pod-gc-threshold a number above 0");
          } else if (ctx[maximum] > 0 && *number > ctx[maximum]) {
            ctx.report(place, "{} ended pods are kept, more than {}", *number, ctx[maximum]);
          }
        },
};

extern constinit const Rule controller_manager_service_account_credentials = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0035", "trivy:KCV0135", "trivy:AVD-KCV-0035", "checkov:CKV_K8S_108",
                "kics:Use Service Account Credentials Not Set To True", "kics:1acd93f1-5a37-45c0-aaac-82ece818be7d",
                "kubescape:C-0146", "cis-kubernetes:1.3.3"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-controller-manager", "use-service-account-credentials", Want::on,
                 "all controllers share the rights of one account; set --use-service-account-credentials=true"},
                ctx);
        },
};

extern constinit const Rule controller_manager_service_account_private_key = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0036", "trivy:KCV0036", "trivy:AVD-KCV-0036", "checkov:CKV_K8S_110",
                "kics:Service Account Private Key File Not Defined", "kics:ccc98ff7-68a7-436e-9218-185cb0b0b780",
                "kubescape:C-0147", "cis-kubernetes:1.3.4"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-controller-manager", "service-account-private-key-file", Want::given,
                 "no key signs the tokens of service accounts; set --service-account-private-key-file"},
                ctx);
        },
};

extern constinit const Rule controller_manager_root_ca_file = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0037", "trivy:KCV0037", "trivy:AVD-KCV-0037", "checkov:CKV_K8S_111",
                "kics:Root CA File Not Defined", "kics:05fb986f-ac73-4ebb-a5b2-7faafa93d882", "kubescape:C-0148",
                "cis-kubernetes:1.3.5"},
    .check =
        [](const Container& container, Context& ctx) {
          judge(container,
                {"kube-controller-manager", "root-ca-file", Want::given,
                 "pods get no certificate to check the API server with; set --root-ca-file"},
                ctx);
        },
};

extern constinit const Rule controller_manager_bind_address = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0039", "trivy:KCV0039", "trivy:AVD-KCV-0039", "checkov:CKV_K8S_113",
                "kics:Bind Address Not Properly Set", "kics:46a2e9ec-6a5f-4faa-9d39-4ea44d5d87a2", "kubescape:C-0150",
                "cis-kubernetes:1.3.7"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto component = component_of(container, "kube-controller-manager");
          if (!component || component->is_unknown("bind-address")) return;
          const Flag* const address = component->find("bind-address");
          if (address && is_loopback(address->value)) return;
          Report report =
              ctx.report(component->place_of("bind-address"),
                         "kube-controller-manager can be reached from other machines; set --bind-address=127.0.0.1");
          if (const auto edit = set_flag(*component, "bind-address", "127.0.0.1", ctx.source()))
            report.suggest("set --bind-address=127.0.0.1", *edit);
        },
};

}  // namespace plimsoll::kubernetes
