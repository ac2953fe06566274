#include "project.h"

#include <algorithm>

#include "choices.h"
#include "kubernetes/admission.h"
#include "kubernetes/defined.h"
#include "kubernetes/edit.h"
#include "kubernetes/namespace_terms.h"
#include "kubernetes/parse.h"
#include "kubernetes/patch.h"
#include "kubernetes/posture.h"
#include "kubernetes/relations.h"
#include "kubernetes/replaced_image.h"
#include "kubernetes/resources.h"
#include "kubernetes/run_facts.h"
#include "kubernetes/scaling.h"
#include "kubernetes/scope.h"
#include "kubernetes/service_account.h"
#include "label_index.h"
#include "project_index.h"

namespace plimsoll {
namespace {

using kubernetes::Value;

// Of a command; what is longer is a script.
constexpr size_t kLongestWord = 4096;

int64_t number_in(const Value& value) { return value.integer().value_or(0); }

std::string text_in(const Value& value) { return value.templated() ? std::string() : std::string(value.string()); }

std::string protocol_in(const Value& value) { return value.missing() ? "TCP" : text_in(value); }

bool lacks_request(const kubernetes::Container& container, std::string_view resource) {
  const auto missing = kubernetes::missing_resource(container, "requests", resource, false);
  return missing && !missing->limit_given;
}

// The volume has the files of other objects, which nobody can write to.
bool holds_files(const kubernetes::Workload& workload, std::string_view volume) {
  for (const Value& each : workload["volumes"].items()) {
    if (each["name"].is(volume))
      return each["configMap"].present() || each["secret"].present() || each["projected"].present();
  }
  return false;
}

std::vector<ContainerSummary::EnvSource> env_sources_of(const kubernetes::Container& container) {
  std::vector<ContainerSummary::EnvSource> sources;
  for (const Value& source : container["envFrom"].items()) {
    for (const auto& [key, kind] : {std::pair{"configMapRef", "ConfigMap"}, {"secretRef", "Secret"}}) {
      const Value name = source[key]["name"], prefix = source["prefix"];
      if (!text_in(name).empty() && !prefix.templated())
        sources.push_back({kind, std::string(name.string()), std::string(prefix.string())});
    }
  }
  return sources;
}

bool finishes(const kubernetes::Workload& workload) {
  const Value restart = workload.setting("restartPolicy");
  return workload.steps || workload.object->kind_name.ends_with("Job") || restart.is("Never") ||
         restart.is("OnFailure");
}

std::vector<ContainerSummary::Port> probe_ports_of(const kubernetes::Container& container) {
  std::vector<ContainerSummary::Port> ports;
  for (std::string_view probe : {"livenessProbe", "readinessProbe", "startupProbe"}) {
    for (std::string_view way : {"httpGet", "tcpSocket", "grpc"}) {
      const Value port = container[probe][way]["port"];
      if (const auto number = port.integer()) ports.push_back({{}, *number, "TCP", port.span()});
    }
  }
  return ports;
}

// What fixes need that rules over the project suggest.
void add_edits(const kubernetes::Container& container, ContainerSummary& summary) {
  const Source& source = *container.workload->object->document->source;
  if (const auto key = kubernetes::rename(container.value, "command", "args")) summary.args_key = key->text;
  if (summary.probed) return;
  constexpr std::string_view kProbe = "livenessProbe";
  const auto probe = kubernetes::set(container.value, {kProbe}, "", source);
  // Lines of their own, behind others.
  if (!probe || !probe->span.empty() || (!probe->text.starts_with('\n') && !probe->text.starts_with("\r\n"))) return;
  summary.probe_spot = probe->span;
  summary.probe_lead = probe->text.substr(0, probe->text.find(kProbe));
}

ContainerSummary summarize(const kubernetes::Container& container) {
  ContainerSummary summary;
  summary.role = container.role;
  summary.name = container.name();
  // One whose tag a kustomization replaces is unknown to rules over files, but its name stays.
  const Value image = container["image"];
  const bool versioned = image.exists() && image.node()->partial;
  summary.image_replaced = versioned || kubernetes::has_renamed_image(container);
  if (!image.templated() || versioned) summary.image = image.string();
  summary.place = container.place();
  if (container["image"].present()) summary.image_place = container["image"].span();
  for (const Value& port : container["ports"].items()) {
    summary.ports.push_back({text_in(port["name"]), number_in(port["containerPort"]), protocol_in(port["protocol"]),
                             port["containerPort"].span()});
  }
  const Value non_root = container.effective("runAsNonRoot"), user = container.effective("runAsUser");
  if (non_root.is(true)) summary.non_root_place = non_root.span();
  summary.user = user.integer();
  if (!user.missing()) summary.user_place = user.span();
  const Value read_only = container["securityContext"]["readOnlyRootFilesystem"];
  if (read_only.is(true)) summary.read_only_place = read_only.span();
  const Value command = container["command"];
  if (command.present() && !(command.is_list() && command.size() == 0)) {
    summary.command_place = command.key_span();
    for (const Value& word : command.items()) {
      if (!word.templated()) summary.command.append(word.string().substr(0, kLongestWord)) += ' ';
    }
  }
  summary.args = container["args"].present();
  for (const Value& mount : container["volumeMounts"].items()) {
    const Value path = mount["mountPath"];
    if (!mount["readOnly"].is(true)) summary.mounts.push_back(text_in(path));
    const bool whole = mount["subPath"].missing() && mount["subPathExpr"].missing();
    if (whole && !path.templated() && holds_files(*container.workload, mount["name"].string()))
      summary.file_mounts.emplace_back(std::string(path.string()), path.span());
  }
  for (const Value& entry : container["env"].items()) {
    summary.variables.push_back(text_in(entry["name"]));
    summary.variable_places.push_back(entry["name"].span());
    if (entry["name"].templated()) summary.more_variables = true;
  }
  summary.env_sources = env_sources_of(container);
  if (container["envFrom"].exists() || container["env"].templated()) summary.more_variables = true;
  summary.probed = !container["livenessProbe"].missing() || !container["readinessProbe"].missing();
  summary.probe_ports = probe_ports_of(container);
  add_edits(container, summary);
  summary.pre_stop = !container["lifecycle"]["preStop"].missing();
  summary.requests_cpu = !lacks_request(container, "cpu");
  summary.requests_memory = !lacks_request(container, "memory");
  summary.amounts = kubernetes::named_amounts_in(container.value);
  kubernetes::Posture posture = kubernetes::posture_of(container);
  summary.posture = std::move(posture.values);
  summary.posture_places = std::move(posture.places);
  return summary;
}

PodSummary summarize(const kubernetes::Workload& workload, const Overlay& overlay) {
  PodSummary pod;
  pod.labels = kubernetes::labels_of(workload.pod_metadata["labels"]);
  if (pod.labels) pod.labels->insert(pod.labels->end(), overlay.pod_labels.begin(), overlay.pod_labels.end());
  const Value account = kubernetes::service_account_of(workload);
  if (!account.string().empty() && !account.templated()) pod.account = {std::string(account.string()), account.span()};
  auto add_user = [&](const Value& user) {
    if (const auto id = user.integer()) pod.users.push_back({*id, user.span()});
  };
  add_user(workload.pod_spec["securityContext"]["runAsUser"]);
  for (const kubernetes::Container& container : workload.containers) {
    add_user(container["securityContext"]["runAsUser"]);
    pod.containers.push_back(summarize(container));
  }
  const Value nodes = workload.setting("nodeSelector");
  auto label = [&](std::string_view name, std::string_view old) {
    return nodes[name].missing() ? nodes[old] : nodes[name];
  };
  const Value architecture = label("kubernetes.io/arch", "beta.kubernetes.io/arch"),
              os = label("kubernetes.io/os", "beta.kubernetes.io/os"), named = workload["os"]["name"];
  pod.architecture = text_in(architecture);
  pod.architecture_place = architecture.span();
  pod.os = text_in(named.missing() ? os : named);
  pod.os_place = (named.missing() ? os : named).span();
  const Value grace = workload.setting("terminationGracePeriodSeconds");
  if (grace.present()) pod.grace_place = grace.span();
  pod.shares_processes =
      workload.setting("shareProcessNamespace").is(true) || workload.setting("shareProcessNamespace").templated();
  pod.finishes = finishes(workload);
  pod.host_network = !workload.setting("hostNetwork").missing() && !workload.setting("hostNetwork").is(false);
  const Value secrets = workload.setting("imagePullSecrets");
  pod.pull_secrets = !secrets.missing() && (!secrets.is_list() || secrets.size() > 0);
  pod.sized = !workload["resources"].missing();
  pod.mounts_token = account.templated() ? false : kubernetes::mounts_token(workload);
  pod.account_place = account.span();
  return pod;
}

// Of a Service.
std::vector<PortSummary> ports_of(const kubernetes::Object& object) {
  std::vector<PortSummary> ports;
  if (!object.is("", "Service")) return ports;
  for (const Value& port : object["spec"]["ports"].items()) {
    const Value target = port["targetPort"].missing() ? port["port"] : port["targetPort"];
    ports.push_back({.name = text_in(port["name"]),
                     .number = number_in(port["port"]),
                     .number_text = text_in(port["port"]),
                     .protocol = protocol_in(port["protocol"]),
                     .target = text_in(target),
                     .node_port = number_in(port["nodePort"]),
                     .place = port["port"].span(),
                     .target_place = target.span(),
                     .node_place = port["nodePort"].span()});
  }
  return ports;
}

// A resource of an autoscaler's metric.
void add_metric(const Value& metric, ScalerSummary& scaler) {
  const bool of_container = metric["type"].is("ContainerResource");
  if (!of_container && !metric["type"].is("Resource")) return;
  const Value resource = metric[of_container ? "containerResource" : "resource"];
  const Value name = resource["name"];
  scaler.resources.push_back(text_in(name));
  const bool share =
      resource["target"]["type"].is("Utilization") || resource["targetAverageUtilization"].present();  // before v2
  if (share) scaler.metrics.push_back({text_in(name), text_in(resource["container"]), name.span()});
}

std::unique_ptr<const ScalerSummary> scaler_of(const kubernetes::Object& object) {
  const Value spec = object["spec"];
  ScalerSummary summary;
  if (const auto scaler = kubernetes::autoscaler_of(object)) {
    summary.kind = scaler->kind;
    summary.name = scaler->name;
    summary.least = scaler->least;
    summary.most = scaler->most;
    summary.place = scaler->least_value.span();
    for (const Value& metric : spec["metrics"].items()) add_metric(metric, summary);
    const Value share = spec["targetCPUUtilizationPercentage"];
    if (share.present()) {
      summary.resources.emplace_back("cpu");
      summary.metrics.push_back({"cpu", "", share.key_span()});
    }
    // By default it is the CPU.
    const bool horizontal = object.kind_name == "HorizontalPodAutoscaler";
    if (horizontal && spec["metrics"].missing() && share.missing()) summary.resources.emplace_back("cpu");
    return std::make_unique<const ScalerSummary>(std::move(summary));
  }
  const bool horizontal = object.kind_name == "HorizontalPodAutoscaler" && kubernetes::is_built_in_group(object.group);
  if ((horizontal || object.is("keda.sh", "ScaledObject")) && spec["scaleTargetRef"]["name"].templated())
    return std::make_unique<const ScalerSummary>();
  if (!object.is("autoscaling.k8s.io", "VerticalPodAutoscaler")) return nullptr;
  summary.kind = spec["targetRef"]["kind"].string();
  summary.name = text_in(spec["targetRef"]["name"]);
  const Value mode = spec["updatePolicy"]["updateMode"];
  summary.sets_requests = mode.missing() || mode.is("Auto") || mode.is("Recreate") || mode.is("InPlaceOrRecreate");
  for (const Value& policy : spec["resourcePolicy"]["containerPolicies"].items()) {
    for (const Value& resource : policy["controlledResources"].items()) summary.resources.push_back(text_in(resource));
  }
  if (summary.resources.empty()) summary.resources = {"cpu", "memory"};
  return std::make_unique<const ScalerSummary>(std::move(summary));
}

std::unique_ptr<const AccessSummary> access_of(const kubernetes::Object& object) {
  AccessSummary access;
  access.powers = kubernetes::powers_of(object);
  access.grants = kubernetes::role_grants_of(object);
  if (kubernetes::is_role(object)) {
    for (const kubernetes::Value& labels : object["aggregationRule"]["clusterRoleSelectors"].items()) {
      if (auto selector = kubernetes::selector_of(labels)) access.aggregated.push_back(*std::move(selector));
    }
  } else if (kubernetes::is_role_binding(object)) {
    for (const kubernetes::Value& subject : object["subjects"].items()) {
      if (subject["kind"].is("Group") || subject["kind"].is("User"))
        access.callers.emplace_back(std::string(subject["name"].string()), subject["name"].span());
    }
  } else if (object.is("", "ServiceAccount")) {
    access.tokenless = object["automountServiceAccountToken"].is(false);
    access.written_space = text_in(object.metadata["namespace"]);
  }
  if (access.powers.empty() && access.grants.empty() && access.aggregated.empty() && access.callers.empty() &&
      !access.tokenless && access.written_space.empty())
    return nullptr;
  return std::make_unique<const AccessSummary>(std::move(access));
}

std::vector<std::string> given_requests_of(const kubernetes::Object& object) {
  std::vector<std::string> resources;
  if (!object.is("", "LimitRange")) return resources;
  for (const Value& limit : object["spec"]["limits"].items()) {
    if (!limit["type"].is("Container") && !limit["type"].templated()) continue;
    for (std::string_view source : {"defaultRequest", "min", "default", "max"}) {
      for (const auto& [resource, amount] : limit[source].entries()) resources.emplace_back(resource.string());
    }
  }
  return resources;
}

std::unique_ptr<const ObjectDetails> details_of(const kubernetes::Object& object,
                                                const std::vector<kubernetes::Workload>& workloads,
                                                const Overlay& overlay) {
  const Value spec = object["spec"];
  ObjectDetails details;
  for (const kubernetes::Workload& workload : workloads) details.pods.push_back(summarize(workload, overlay));
  // What all steps of a pipeline have from the whole is said once.
  for (size_t i = 1; i < details.pods.size(); ++i) {
    const auto& before = details.pods.front().account;
    auto& account = details.pods[i].account;
    if (!before || !account || account->place != before->place) continue;
    account.reset();
    details.pods[i].mounts_token = false;
  }
  if (const auto replicas = kubernetes::replicas_of(object))
    details.replicas = {replicas->number, replicas->value.span()};
  details.scaler = scaler_of(object);
  details.choices = choices_of(object, workloads);
  const bool chooses = !details.choices.empty() && details.choices.front().of == Choice::Of::pods;
  if (chooses && (object.kind_name == "Service" || object.kind_name == "PodDisruptionBudget"))
    details.selector = details.choices.front().selector;
  if (object.is("security.istio.io", "AuthorizationPolicy"))
    details.selector = kubernetes::selector_of(spec["selector"]);
  if (object.kind_name == "PodDisruptionBudget" && kubernetes::is_built_in_group(object.group)) {
    const auto least = kubernetes::int_or_percent(spec["minAvailable"]);
    if (least && spec["maxUnavailable"].missing()) details.budget = {*least, spec["minAvailable"].span()};
  }
  details.ports = ports_of(object);
  if (object.is("", "Service")) {
    details.service_type = text_in(spec["type"]);
    details.service_type_place = spec["type"].span();
    details.cluster_ip = text_in(spec["clusterIP"]);
    if (!spec["clusterIP"].string().empty()) details.cluster_ip_place = spec["clusterIP"].span();
  }
  details.keys = kubernetes::keys_of(object);
  details.given_requests = given_requests_of(object);
  details.bounds = kubernetes::bounds_of(object);
  details.unique_names = kubernetes::unique_names_of(object);
  details.policed = kubernetes::policed_pods_of(object);
  details.access = access_of(object);
  details.routing = kubernetes::routing_of(object);
  if (details.pods.empty() && !details.replicas && !details.scaler && details.choices.empty() && !details.selector &&
      !details.budget && details.ports.empty() && details.cluster_ip.empty() && details.service_type.empty() &&
      !details.keys && details.given_requests.empty() && details.bounds.empty() && !details.access &&
      !details.routing && details.unique_names.empty() && details.policed.empty())
    return nullptr;
  return std::make_unique<const ObjectDetails>(std::move(details));
}

// What is made of something else has a name and keys alone.
ObjectSummary made_object(std::string_view kind, std::string_view name, std::string_view space,
                          std::optional<std::vector<std::string>> keys, Span place) {
  ObjectSummary made;
  made.kind_name = kind;
  made.name = name;
  made.namespace_ = space;
  made.place = place;
  ObjectDetails details;
  details.keys = std::move(keys);
  made.details = std::make_unique<const ObjectDetails>(std::move(details));
  return made;
}

ObjectSummary patch_object(kubernetes::Touched touched, std::vector<PodSummary> pods = {}) {
  ObjectSummary patch;
  ObjectDetails details;
  details.touched = std::move(touched);
  details.pods = std::move(pods);
  patch.details = std::make_unique<const ObjectDetails>(std::move(details));
  return patch;
}

// Of its pods that much is known which it says.
ObjectSummary patch_object(const kubernetes::Object& object, const std::vector<kubernetes::Workload>& workloads,
                           const Overlay& overlay) {
  std::vector<PodSummary> pods;
  for (const kubernetes::Workload& workload : workloads) pods.push_back(summarize(workload, overlay));
  ObjectSummary patch = patch_object(kubernetes::touched_by_merge(object.root), std::move(pods));
  patch.group = object.group;
  patch.kind_name = object.kind_name;
  patch.name = object.name;
  patch.namespace_ = object.namespace_;
  patch.place = object.place();
  return patch;
}

ObjectSummary summarize(const kubernetes::Object& object, const std::vector<kubernetes::Workload>& workloads,
                        const Overlay& overlay) {
  const Value name = object.metadata["name"];
  auto labels = kubernetes::labels_of(object.metadata["labels"]);
  const bool labels_known = labels.has_value();
  return {.group = std::string(object.group),
          .kind_name = std::string(object.kind_name),
          .namespace_ = std::string(object.namespace_),
          .name = std::string(name.string()),
          .cluster = kubernetes::scope_of(object) == kubernetes::Scope::cluster,
          .hook = object.metadata["annotations"]["helm.sh/hook"].present(),
          .labels_known = labels_known,
          .place = name.span(),
          .namespace_place = object.metadata["namespace"].span(),
          .labels = std::move(labels).value_or(kubernetes::Labels()),
          .references = kubernetes::references_of(object, workloads),
          .details = details_of(object, workloads, overlay)};
}

}  // namespace

FileSummary summarize(const kubernetes::Manifest& manifest, const Overlay& overlay, const HiddenSpans& hidden) {
  FileSummary summary;
  summary.hidden = hidden;
  for (const auto& document : manifest.documents) {
    // It may be any object.
    if (document->problem) summary.unnamed.emplace_back();
    if (auto kustomization = kustomization_of(*document, manifest.source->path()))
      summary.kustomization = std::make_unique<Kustomization>(*std::move(kustomization));
    for (BuiltImage& built : built_images_of(*document, manifest.source->path()))
      summary.built.push_back(std::move(built));
  }
  if (summary.kustomization) {
    for (const Kustomization::Generated& generated : summary.kustomization->generated) {
      summary.made.push_back(
          made_object(generated.kind, generated.name, overlay.namespace_, generated.keys, generated.place));
    }
    for (const Kustomization::Target& target : summary.kustomization->targets) {
      if (!target.replicas) continue;
      for (std::string& fact : kubernetes::scaled_facts(target.name, overlay.namespace_))
        summary.facts.push_back(std::move(fact));
    }
  }
  for (size_t i = 0; i < manifest.objects.size(); ++i) {
    const kubernetes::Object& object = manifest.objects[i];
    const std::vector<kubernetes::Workload>& workloads = manifest.workloads[i];
    for (kubernetes::RunFact& stated : kubernetes::run_facts_of(object, workloads))
      summary.placed_facts.push_back({std::move(stated.text), stated.span});
    for (kubernetes::RunFact& stated : kubernetes::namespace_terms_of(object))
      summary.placed_facts.push_back({std::move(stated.text), stated.span});
    for (std::string& fact : kubernetes::container_defaults_of(object)) summary.facts.push_back(std::move(fact));
    for (std::string& fact : kubernetes::admission_facts_of(object)) summary.facts.push_back(std::move(fact));
    for (std::string& fact : kubernetes::account_facts_of(object, overlay.namespace_))
      summary.facts.push_back(std::move(fact));
    const Value name = object.metadata["name"];
    if (!name.is_string() || name.templated()) {
      summary.unnamed.push_back(summarize(object, workloads, overlay));
      summary.unnamed.back().name.clear();
      summary.unnamed.back().place = object.place();
      continue;
    }
    if (kubernetes::is_marked_as_patch(object)) {
      summary.patches.push_back(patch_object(object, workloads, overlay));
      continue;
    }
    for (kubernetes::MadeSecret& secret : kubernetes::made_secrets_of(object)) {
      summary.made.push_back(
          made_object("Secret", secret.name, object.namespace_, std::move(secret.keys), secret.place));
    }
    summary.objects.push_back(summarize(object, workloads, overlay));
  }
  return summary;
}

FileSummary summarize_patch(const Source& source) {
  FileSummary summary;
  for (const auto& document : kubernetes::parse(source)) {
    if (document->value().is_list())
      summary.patches.push_back(patch_object(kubernetes::touched_by_operations(document->value())));
  }
  return summary;
}

Project::Project() = default;
Project::~Project() = default;

}  // namespace plimsoll
