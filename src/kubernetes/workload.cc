#include "kubernetes/workload.h"

#include <algorithm>

#include "kubernetes/template_home.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kBuiltIn = "(built in)";

// Where a kind keeps its pod template, the mapping that holds the pod's
// metadata and spec. "*" stands for every item.
struct Home {
  std::string_view group;
  std::string_view kind;
  std::string_view path;
};
constexpr Home kHomes[] = {
    {kBuiltIn, "Pod", ""},
    {kBuiltIn, "PodTemplate", "template"},
    {kBuiltIn, "Deployment", "spec/template"},
    {kBuiltIn, "ReplicaSet", "spec/template"},
    {kBuiltIn, "StatefulSet", "spec/template"},
    {kBuiltIn, "DaemonSet", "spec/template"},
    {kBuiltIn, "ReplicationController", "spec/template"},
    {kBuiltIn, "Job", "spec/template"},
    {kBuiltIn, "CronJob", "spec/jobTemplate/spec/template"},
    {kBuiltIn, "DeploymentConfig", "spec/template"},
    {"apps.openshift.io", "DeploymentConfig", "spec/template"},
    {"argoproj.io", "Rollout", "spec/template"},
    {"serving.knative.dev", "Service", "spec/template"},
    {"serving.knative.dev", "Configuration", "spec/template"},
    {"serving.knative.dev", "Revision", ""},
    {"keda.sh", "ScaledJob", "spec/jobTargetRef/template"},
    {"agents.x-k8s.io", "Sandbox", "spec/podTemplate"},
    {"agents.x-k8s.io", "SandboxTemplate", "spec/podTemplate"},
    {"extensions.agents.x-k8s.io", "SandboxTemplate", "spec/podTemplate"},
    {"apps.kruise.io", "CloneSet", "spec/template"},
    {"apps.kruise.io", "StatefulSet", "spec/template"},
    {"apps.kruise.io", "DaemonSet", "spec/template"},
    {"jobset.x-k8s.io", "JobSet", "spec/replicatedJobs/*/template/spec/template"},
};

// Where kinds keep what holds the steps of a pipeline.
constexpr Home kStepHomes[] = {
    {"tekton.dev", "Task", "spec"},
    {"tekton.dev", "ClusterTask", "spec"},
    {"tekton.dev", "TaskRun", "spec/taskSpec"},
    {"tekton.dev", "Pipeline", "spec/tasks/*/taskSpec"},
    {"tekton.dev", "Pipeline", "spec/finally/*/taskSpec"},
    {"tekton.dev", "PipelineRun", "spec/pipelineSpec/tasks/*/taskSpec"},
    {"tekton.dev", "PipelineRun", "spec/pipelineSpec/finally/*/taskSpec"},
    {"argoproj.io", "Workflow", "spec/templates/*"},
    {"argoproj.io", "WorkflowTemplate", "spec/templates/*"},
    {"argoproj.io", "ClusterWorkflowTemplate", "spec/templates/*"},
    {"argoproj.io", "CronWorkflow", "spec/workflowSpec/templates/*"},
};

bool fits(const Home& home, const Object& object) {
  if (home.kind != object.kind_name) return false;
  return home.group == kBuiltIn ? is_built_in_group(object.group) : home.group == object.group;
}

std::vector<Value> values_at(const Value& root, std::string_view path, char separator = '/') {
  std::vector<Value> values{root};
  while (!path.empty()) {
    const size_t slash = std::min(path.find(separator), path.size());
    const std::string_view step = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    std::vector<Value> next;
    for (const Value& value : values) {
      if (step == "*") {
        for (const Value& item : value.items()) next.push_back(item);
      } else {
        next.push_back(value[step]);
      }
    }
    values = std::move(next);
  }
  return values;
}

void add_containers(Workload& workload, const Value& list, Container::Role role) {
  for (const Value& item : list.items()) {
    if (!item.is_map()) continue;
    const bool sidecar = role == Container::Role::init && item["restartPolicy"].is("Always");
    workload.containers.push_back({item, sidecar ? Container::Role::sidecar : role, nullptr});
  }
}

bool is_windows(const Value& pod_spec) {
  const Value selector = pod_spec["nodeSelector"];
  return pod_spec["os"]["name"].is("windows") || selector["kubernetes.io/os"].is("windows") ||
         selector["beta.kubernetes.io/os"].is("windows");
}

void add_pod(const Object& object, const Value& home, std::vector<Workload>& workloads) {
  const Value spec = home["spec"];
  if (!spec.is_map()) return;
  Workload workload{.object = &object, .pod_spec = spec, .pod_metadata = home["metadata"], .windows = is_windows(spec)};
  add_containers(workload, spec["containers"], Container::Role::regular);
  add_containers(workload, spec["initContainers"], Container::Role::init);
  add_containers(workload, spec["ephemeralContainers"], Container::Role::ephemeral);
  workloads.push_back(std::move(workload));
}

// A Tekton task (steps) or an Argo template (container, script or
// containerSet).
void add_steps(const Object& object, const Value& home, std::vector<Workload>& workloads) {
  if (!home.is_map()) return;
  Workload workload{.object = &object, .pod_spec = home, .pod_metadata = home["metadata"], .steps = true};
  const bool cron = object.kind_name == "CronWorkflow";
  workload.outer_spec = cron ? object["spec"]["workflowSpec"] : object["spec"];
  if (object.group == "tekton.dev") {
    // Only runs say more about the pod; what they say stands in their
    // podTemplate.
    const Value of_run = workload.outer_spec["taskRunTemplate"]["podTemplate"];
    workload.outer_spec = of_run.is_map() ? of_run : workload.outer_spec["podTemplate"];
    add_containers(workload, home["steps"], Container::Role::regular);
    add_containers(workload, home["sidecars"], Container::Role::sidecar);
    // A step may also name a task elsewhere; then it has no image and is none
    // of ours.
    std::erase_if(workload.containers, [](const Container& step) { return step["image"].missing(); });
  } else {
    for (std::string_view key : {"container", "script"}) {
      if (home[key].is_map()) workload.containers.push_back({home[key], Container::Role::regular, nullptr});
    }
    add_containers(workload, home["containerSet"]["containers"], Container::Role::regular);
    add_containers(workload, home["initContainers"], Container::Role::init);
    add_containers(workload, home["sidecars"], Container::Role::sidecar);
  }
  if (workload.containers.empty()) return;
  workload.windows = is_windows(home) || is_windows(workload.outer_spec);
  workloads.push_back(std::move(workload));
}

// A kind that we do not know, in which a pod template stands where most have
// it.
bool is_shaped_like_pod_template(const Value& home) {
  const std::vector<Value> containers = home["spec"]["containers"].items();
  return !containers.empty() && std::all_of(containers.begin(), containers.end(), [](const Value& container) {
    return !container["name"].missing() && !container["image"].missing();
  });
}

// Settings that a pod's security context has too. The others are the
// container's alone.
bool pods_have(std::string_view setting) {
  static constexpr std::string_view kShared[] = {"runAsUser",      "runAsGroup",      "runAsNonRoot",  "seLinuxOptions",
                                                 "seccompProfile", "appArmorProfile", "windowsOptions"};
  return std::find(std::begin(kShared), std::end(kShared), setting) != std::end(kShared);
}

}  // namespace

std::string_view Container::name() const {
  const std::string_view own = value["name"].string();
  return own.empty() ? value["image"].string() : own;
}

Span Container::place() const {
  for (std::string_view key : {"name", "image"}) {
    if (value[key].is_scalar()) return value[key].span();
  }
  return value.span();
}

Span Container::place_of(const Value& setting) const {
  const Span span = setting.span();
  return span.contains(value.key_span()) ? place() : span;
}

Value Container::effective(std::string_view setting) const {
  const Value own = value["securityContext"][setting];
  if (!own.missing() || !pods_have(setting) || workload == nullptr) return own;
  const Value of_pod = workload->pod_setting(setting);
  return of_pod.missing() ? own : of_pod;
}

Value Container::effective(std::string_view setting, std::string_view field) const {
  const Value decides = effective(setting)[field];
  // Only the Windows options are merged field by field; the others replace the
  // pod's as a whole.
  if (!decides.missing() || setting != "windowsOptions" || workload == nullptr) return decides;
  const Value of_pod = workload->pod_setting(setting)[field];
  return of_pod.missing() ? decides : of_pod;
}

Value Workload::setting(std::string_view key) const {
  const Value own = pod_spec[key];
  if (!own.missing() || !steps) return own;
  const Value outer = outer_spec[key];
  return outer.missing() ? own : outer;
}

Value Workload::pod_setting(std::string_view setting) const {
  const Value own = pod_spec["securityContext"][setting];
  if (!own.missing() || !steps) return own;
  const Value outer = outer_spec["securityContext"][setting];
  return outer.missing() ? own : outer;
}

std::vector<Workload> workloads_of(const Object& object) { return workloads_of(object, {}); }

std::vector<Workload> workloads_of(const Object& object, const std::vector<TemplateHome>& more) {
  std::vector<Workload> workloads;
  bool known = false;
  for (const Home& home : kHomes) {
    if (!fits(home, object)) continue;
    known = true;
    for (const Value& value : values_at(object.root, home.path)) add_pod(object, value, workloads);
  }
  for (const Home& home : kStepHomes) {
    if (!fits(home, object)) continue;
    known = true;
    for (const Value& value : values_at(object.root, home.path)) add_steps(object, value, workloads);
  }
  for (const TemplateHome& home : more) {
    if (home.kind != object.kind_name || home.group != object.group) continue;
    known = true;
    for (const Value& value : values_at(object.root, home.path, '.')) add_pod(object, value, workloads);
  }
  const Value usual = object["spec"]["template"];
  if (!known && is_shaped_like_pod_template(usual)) add_pod(object, usual, workloads);
  for (Workload& workload : workloads) {
    for (Container& container : workload.containers) container.workload = &workload;
  }
  return workloads;
}

}  // namespace plimsoll::kubernetes
