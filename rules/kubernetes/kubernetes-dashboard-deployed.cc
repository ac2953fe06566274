#include "context.h"
#include "kubernetes/service_account.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kName = "kubernetes-dashboard";

bool is_dashboard_image(std::string_view image) {
  return image.find(kName) != image.npos || image.find("kubernetesui/dashboard") != image.npos;
}

Value label_in(const Value& metadata) {
  for (const char* key : {"k8s-app", "app", "app.kubernetes.io/name"}) {
    const Value label = metadata["labels"][key];
    if (label.is(kName)) return label;
  }
  return {};
}

}  // namespace

extern constinit const Rule kubernetes_dashboard_deployed = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV_K8S_33", "kics:Dashboard Is Enabled", "kics:d2ad057f-0928-41ef-a83c-f59203bb855b",
                "kubescape:C-0014", "terrascan:AC_K8S_0067"},
    .check = {[](const Workload& workload, Context& ctx) {
                const auto report = [&](Span span) {
                  ctx.report(span,
                             "{} '{}' runs the Kubernetes dashboard, a way into the cluster that is often left open",
                             workload.object->kind_name, workload.object->name);
                };
                bool found = false;
                for (const Container& container : workload.containers) {
                  if (!is_dashboard_image(container["image"].string())) continue;
                  report(container["image"].span());
                  found = true;
                }
                if (found) return;
                const Value own = label_in(workload.object->metadata), of_pod = label_in(workload.pod_metadata);
                const Value account = service_account_of(workload);
                if (own.exists() || of_pod.exists()) return report(own.exists() ? own.span() : of_pod.span());
                if (account.is(kName)) report(account.span());
              },
              [](const Object& object, Context& ctx) {
                if (object.group != "rbac.authorization.k8s.io" || !object["roleRef"]["name"].is(kName)) return;
                for (const Value& subject : object["subjects"].items()) {
                  const Value name = subject["name"];
                  if (name.missing() || (name.is(kName) && subject["kind"].is("ServiceAccount"))) continue;
                  ctx.report(name.span(), "{} '{}' gets the rights of the Kubernetes dashboard",
                             subject["kind"].string(), name.string());
                }
              }},
};

}  // namespace plimsoll::kubernetes
