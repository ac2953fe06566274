// The flags and the configuration of the scheduler.
#include "kubernetes/control_plane.h"

namespace plimsoll::kubernetes {

extern constinit const Rule scheduler_profiling = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0040", "trivy:KCV0040", "trivy:AVD-KCV-0040", "checkov:CKV_K8S_114",
                "kics:Profiling Not Set To False", "kics:2f491173-6375-4a84-b28e-a4e2b9a58a69", "kubescape:C-0151",
                "cis-kubernetes:1.4.1"},
    .check = {[](const Container& container, Context& ctx) {
                judge(container,
                      {"kube-scheduler", "profiling", Want::off,
                       "kube-scheduler shows the inside of its program at /debug/pprof; set --profiling=false"},
                      ctx);
              },
              [](const Object& object, Context& ctx) {
                if (!object.is("kubescheduler.config.k8s.io", "KubeSchedulerConfiguration")) return;
                const Value profiling = object["enableProfiling"];
                if (profiling.is(false) || profiling.templated()) return;
                ctx.report(
                    profiling.exists() ? profiling.span() : object.place(),
                    "the scheduler shows the inside of its program at /debug/pprof; set 'enableProfiling: false'");
              }},
};

extern constinit const Rule scheduler_bind_address = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KCV-0041", "trivy:KCV0041", "trivy:AVD-KCV-0041", "checkov:CKV_K8S_115",
                "kics:Bind Address Not Properly Set", "kics:46a2e9ec-6a5f-4faa-9d39-4ea44d5d87a2", "kubescape:C-0152",
                "cis-kubernetes:1.4.2"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto component = component_of(container, "kube-scheduler");
          if (!component || component->is_unknown("bind-address")) return;
          const Flag* const address = component->find("bind-address");
          if (address && is_loopback(address->value)) return;
          Report report = ctx.report(component->place_of("bind-address"),
                                     "kube-scheduler can be reached from other machines; set --bind-address=127.0.0.1");
          if (const auto edit = set_flag(*component, "bind-address", "127.0.0.1", ctx.source()))
            report.suggest("set --bind-address=127.0.0.1", *edit);
        },
};

}  // namespace plimsoll::kubernetes
