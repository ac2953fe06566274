#include <string>
#include <unordered_set>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/manifest.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<bool> ignore_when_bound{"ignore-when-bound", "not for accounts that a role binding names", true};

// Service accounts by name. A manifest without a namespace may be meant for any, so it fits all; but "default" has a
// namesake in each.
class Accounts {
 public:
  void add(std::string_view space, std::string_view name) {
    keys_.insert(key(space, name));
    if (name != "default") keys_.insert(key(space.empty() ? "?" : "*", name));
  }
  bool contain(std::string_view space, std::string_view name) const {
    return keys_.contains(key(space, name)) || keys_.contains(key("?", name)) ||
           (space.empty() && keys_.contains(key("*", name)));
  }

 private:
  static std::string key(std::string_view space, std::string_view name) {
    return std::string(space.empty() ? "default" : space).append("/").append(name);
  }
  std::unordered_set<std::string> keys_;
};

void add_bound(const Object& object, Accounts& bound) {
  if (object.group != "rbac.authorization.k8s.io" || !object.kind_name.ends_with("RoleBinding")) return;
  for (const Value& subject : object["subjects"].items()) {
    const Value space = subject["namespace"];
    if (subject["kind"].is("ServiceAccount"))
      bound.add(space.missing() ? object.namespace_ : space.string(), subject["name"].string());
  }
}

void judge(const Workload& workload, const Accounts& tokenless, const Accounts& bound, Context& ctx) {
  const Value automount = workload["automountServiceAccountToken"];
  const Value account = service_account_of(workload);
  // Steps of a pipeline run under the account of the run.
  if (workload.steps || automount.is(false) || automount.templated() || account.templated()) return;
  const std::string_view name = account.string().empty() ? "default" : account.string();
  const std::string_view space = workload.object->namespace_;
  if ((automount.missing() && tokenless.contain(space, name)) || bound.contain(space, name)) return;
  Report report = ctx.report(
      automount.span(), "the pod gets the API token of account '{}', though nothing shows that it needs one", name);
  if (auto edit = set(workload.pod_spec, {"automountServiceAccountToken"}, "false", ctx.source()))
    report.suggest("set 'automountServiceAccountToken: false'", *edit);
}

}  // namespace

extern constinit const Rule service_account_token_automount = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"polaris:automountServiceAccountToken",
                "kubesec:AutomountServiceAccountToken",
                "trivy:KSV-0036",
                "trivy:KSV036",
                "trivy:AVD-KSV-0036",
                "checkov:CKV_K8S_38",
                "kics:Service Account Token Automount Not Disabled",
                "kics:48471392-d4d0-47c0-b135-cdec95eb3eef",
                "kubescape:C-0034",
                "kubescape:C-0190",
                "azure-policy:Kubernetes clusters should disable automounting API credentials",
                "azure-policy:423dd1ba-798e-40e4-9c4d-b6902674b423",
                "azure-policy:Sets automountServiceAccountToken in the Pod spec in containers to false.",
                "azure-policy:57f274ef-580a-4ed2-bcf8-5c6fa3775253",
                "gatekeeper:general/automount-serviceaccount-token",
                "kyverno:restrict-automount-sa-token",
                "kyverno:disable-automountserviceaccounttoken",
                "kyverno:remove-serviceaccount-token",
                "cis-kubernetes:5.1.6",
                "nsa:Pod security: service account tokens (C-0034)",
                "sonar:S6865",
                "terrascan:AC_K8S_0045"},
    .options = {&ignore_when_bound},
    .check =
        [](const Manifest& manifest, Context& ctx) {
          Accounts tokenless, bound;
          for (const Object& object : manifest.objects) {
            const bool declines = object.is("", "ServiceAccount") && object["automountServiceAccountToken"].is(false);
            if (declines) tokenless.add(object.namespace_, object.name);
            if (ctx[ignore_when_bound]) add_bound(object, bound);
          }
          for (const auto& workloads : manifest.workloads) {
            for (const Workload& workload : workloads) judge(workload, tokenless, bound, ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
