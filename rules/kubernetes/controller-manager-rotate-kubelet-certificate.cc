#include "kubernetes/control_plane.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> require_explicit{"require-explicit", "the gate must be written, though it is on by itself",
                                              false};

constexpr std::string_view kGate = "RotateKubeletServerCertificate";

}  // namespace

extern constinit const Rule controller_manager_rotate_kubelet_certificate = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:KCV-0038", "trivy:KCV0038", "trivy:AVD-KCV-0038", "trivy:KCV-0091", "trivy:KCV0091",
                "trivy:AVD-KCV-0091", "checkov:CKV_K8S_112", "kics:Rotate Kubelet Server Certificate Not Active",
                "kics:1c621b8e-2c6a-44f5-bd6a-fb0fb7ba33e2", "kubescape:C-0149", "kubescape:C-0183",
                "cis-kubernetes:1.3.6", "cis-kubernetes:4.2.11"},
    .options = {&require_explicit},
    .check = {[](const Container& container, Context& ctx) {
                for (const char* name : {"kube-controller-manager", "kubelet"}) {
                  const auto component = component_of(container, name);
                  if (!component) continue;
                  const Span place = component->place_of("feature-gates");
                  const auto gate = component->gate(kGate);
                  if (gate == false) {
                    ctx.report(place, "certificates of kubelets are not renewed; leave '{}=false' away", kGate);
                  } else if (ctx[require_explicit] && component->name != "kubelet" && !gate &&
                             !component->is_unknown("feature-gates")) {
                    ctx.report(place, "--feature-gates does not say '{}=true'", kGate);
                  }
                }
              },
              [](const Object& object, Context& ctx) {
                if (!object.is("kubelet.config.k8s.io", "KubeletConfiguration")) return;
                const auto gate = object.root.known({"featureGates", kGate});
                if (!gate || gate->is(true)) return;
                if (gate->is(false)) {
                  ctx.report(gate->span(), "the kubelet does not renew its certificate; leave '{}' away", kGate);
                } else if (ctx[require_explicit] && gate->missing()) {
                  ctx.report(object["featureGates"].exists() ? object["featureGates"].key_span() : object.place(),
                             "featureGates does not say '{}: true'", kGate);
                }
              }},
};

}  // namespace plimsoll::kubernetes
