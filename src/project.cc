#include "project.h"

#include "kubernetes/admission.h"
#include "kubernetes/patch.h"
#include "kubernetes/resources.h"
#include "kubernetes/run_facts.h"
#include "kubernetes/scaling.h"
#include "kubernetes/service_account.h"

namespace plimsoll {
namespace {

Location location_of(Span span, const Source& source, const HiddenSpans& hidden) {
  return {source.path(), region_of(span, source), snippet_of(span, source, hidden)};
}

PodSummary summarize(const kubernetes::Workload& workload, const Source& source, const HiddenSpans& hidden) {
  PodSummary pod{.labels = kubernetes::labels_of(workload.pod_metadata["labels"]), .account = {}, .users = {}};
  const kubernetes::Value account = kubernetes::service_account_of(workload);
  if (!account.string().empty() && !account.templated())
    pod.account = {std::string(account.string()), location_of(account.span(), source, hidden)};
  auto add_user = [&](const kubernetes::Value& user) {
    if (const auto id = user.integer()) pod.users.push_back({*id, location_of(user.span(), source, hidden)});
  };
  add_user(workload.pod_spec["securityContext"]["runAsUser"]);
  for (const kubernetes::Container& container : workload.containers)
    add_user(container["securityContext"]["runAsUser"]);
  return pod;
}

std::unique_ptr<const ObjectDetails> details_of(const kubernetes::Object& object,
                                                const std::vector<kubernetes::Workload>& workloads,
                                                const Source& source, const HiddenSpans& hidden) {
  const kubernetes::Value spec = object["spec"];
  auto locate = [&](const kubernetes::Value& value) { return location_of(value.span(), source, hidden); };
  ObjectDetails details;
  for (const kubernetes::Workload& workload : workloads) details.pods.push_back(summarize(workload, source, hidden));
  // What all steps of a pipeline have from the whole is said once.
  for (size_t i = 1; i < details.pods.size(); ++i) {
    const auto& before = details.pods.front().account;
    auto& account = details.pods[i].account;
    if (before && account && account->location.region == before->location.region) account.reset();
  }
  if (const auto replicas = kubernetes::replicas_of(object))
    details.replicas = {replicas->number, locate(replicas->value)};
  if (const auto scaler = kubernetes::autoscaler_of(object)) {
    details.scaler = {std::string(scaler->kind), std::string(scaler->name), scaler->least, scaler->most,
                      locate(scaler->least_value)};
  } else if (object.is("autoscaling.k8s.io", "VerticalPodAutoscaler")) {
    const kubernetes::Value target = spec["targetRef"];
    details.scaler = {std::string(target["kind"].string()), std::string(target["name"].string()), {}, {}, {}};
  }
  if (object.is("", "Service")) details.selector = kubernetes::plain_selector_of(spec["selector"]);
  if (object.kind_name == "PodDisruptionBudget" && kubernetes::is_built_in_group(object.group)) {
    details.selector = kubernetes::selector_of(spec["selector"]);
    // Before v1 the empty one picked nothing.
    if (object.version != "v1" && details.selector && details.selector->requirements.empty()) details.selector.reset();
    const auto least = kubernetes::int_or_percent(spec["minAvailable"]);
    if (least && spec["maxUnavailable"].missing()) details.budget = {*least, locate(spec["minAvailable"])};
  }
  if (details.pods.empty() && !details.replicas && !details.scaler && !details.selector && !details.budget)
    return nullptr;
  return std::make_unique<const ObjectDetails>(std::move(details));
}

}  // namespace

FileSummary summarize(const kubernetes::Manifest& manifest, const HiddenSpans& hidden) {
  FileSummary summary;
  const Source& source = *manifest.source;
  for (const auto& document : manifest.documents) {
    if (auto kustomization = kustomization_of(*document, source.path()))
      summary.kustomization = std::move(kustomization);
  }
  for (size_t i = 0; i < manifest.objects.size(); ++i) {
    const kubernetes::Object& object = manifest.objects[i];
    for (kubernetes::RunFact& stated : kubernetes::run_facts_of(object, manifest.workloads[i]))
      summary.placed_facts.push_back({std::move(stated.text), location_of(stated.span, source, hidden)});
    for (std::string& fact : kubernetes::container_defaults_of(object)) summary.facts.push_back(std::move(fact));
    for (std::string& fact : kubernetes::admission_facts_of(object)) summary.facts.push_back(std::move(fact));
    for (std::string& fact : kubernetes::account_facts_of(object)) summary.facts.push_back(std::move(fact));
    const kubernetes::Value name = object.metadata["name"];
    if (!name.is_string() || name.templated() || kubernetes::is_marked_as_patch(object)) continue;
    summary.objects.push_back({.group = std::string(object.group),
                               .kind_name = std::string(object.kind_name),
                               .namespace_ = std::string(object.namespace_),
                               .name = std::string(name.string()),
                               .hook = object.metadata["annotations"]["helm.sh/hook"].present(),
                               .location = location_of(name.span(), source, hidden),
                               .details = details_of(object, manifest.workloads[i], source, hidden)});
  }
  return summary;
}

}  // namespace plimsoll
