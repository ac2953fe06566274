#include "facts/facts.h"
#include "kubernetes/control_plane.h"
#include "kubernetes/kubelet.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> profile{"profile", "cis, or modern for those without CBC", "cis"};

bool is_accepted(std::string_view suite, std::string_view wanted) {
  static const Fact suites = facts::table("control-plane")["cipher-suites"];
  return suites["modern"].has(suite) || (wanted != "modern" && suites["cis"].has(suite));
}

void judge_flag(const Component& component, Context& ctx) {
  const Flag* const flag = component.find("tls-cipher-suites");
  if (!flag) return;
  for (const std::string_view suite : parts_of(flag->value)) {
    if (is_accepted(suite, ctx[profile]) || flag->templated) continue;
    ctx.report(flag->word.span(), "cipher suite '{}' is weak, or unknown", suite);
    return;
  }
}

}  // namespace

extern constinit const Rule apiserver_tls_cipher_suites = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0092", "trivy:KCV0092", "trivy:AVD-KCV-0092", "checkov:CKV_K8S_105", "checkov:CKV_K8S_151",
                "kics:Weak TLS Cipher Suites", "kics:510d5810-9a30-443a-817d-5c1fa527b110", "kubescape:C-0143",
                "kubescape:C-0184", "kubescape:C-0277", "cis-kubernetes:1.2.29", "cis-kubernetes:4.2.12"},
    .options = {&profile},
    .check = {[](const Container& container, Context& ctx) {
                if (const auto kubelet = component_of(container, "kubelet")) judge_flag(*kubelet, ctx);
                if (judge(container,
                          {"kube-apiserver", "tls-cipher-suites", Want::given,
                           "weak cipher suites may be allowed; name the good ones in --tls-cipher-suites"},
                          ctx))
                  return;
                if (const auto server = component_of(container, "kube-apiserver")) judge_flag(*server, ctx);
              },
              [](const Object& object, Context& ctx) {
                const auto suites = kubelet_setting(object, {"tlsCipherSuites"});
                if (!suites) return;
                if (suites->missing() || (suites->is_list() && suites->size() == 0))
                  ctx.report(place_in(object, *suites),
                             "weak cipher suites may be allowed; name the good ones in 'tlsCipherSuites'");
                for (const Value& suite : suites->items()) {
                  if (suite.is_scalar() && !suite.templated() && !is_accepted(suite.string(), ctx[profile]))
                    ctx.report(suite.span(), "cipher suite '{}' is weak, or unknown", suite.string());
                }
              }},
};

}  // namespace plimsoll::kubernetes
