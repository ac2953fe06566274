#include "kubernetes/workload.h"

#include <gtest/gtest.h>

#include <string>

#include "kubernetes/parse.h"

namespace plimsoll::kubernetes {
namespace {

// kind/name [container containers…] for every workload; init i:, sidecar s:, ephemeral e:, steps in (), Windows with w.
std::string dumped(std::string text) {
  const Source source("test.yaml", std::move(text));
  std::string out;
  for (const auto& document : parse(source)) {
    for (const Object& object : objects_of(*document)) {
      ((out += object.kind_name) += '/') += object.name;
      for (const Workload& workload : workloads_of(object)) {
        out += workload.steps ? " (" : " [";
        for (const Container& container : workload.containers) {
          EXPECT_EQ(container.workload, &workload);
          if (&container != &workload.containers[0]) out += ' ';
          const char* roles[] = {"", "i:", "s:", "e:"};
          (out += roles[static_cast<int>(container.role)]) += container.name();
        }
        out += workload.steps ? ")" : workload.windows ? "]w" : "]";
      }
      out += "; ";
    }
  }
  return out;
}

constexpr const char* kPod = "{metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}]}}";

TEST(Workload, Kinds) {
  const std::string pod = kPod;
  const std::pair<std::string, std::string> cases[] = {
      {"{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c}, {image: d}], initContainers: "
       "[{name: i}, "
       "{name: s, restartPolicy: Always}], ephemeralContainers: [{name: e}], os: {name: windows}}}",
       "Pod/p [c d i:i s:s e:e]w; "},
      {"{apiVersion: v1, kind: PodTemplate, template: " + pod + "}", "PodTemplate/ [c]; "},
      {"{apiVersion: apps/v1, kind: Deployment, spec: {template: " + pod + "}}", "Deployment/ [c]; "},
      {"{apiVersion: extensions/v1beta1, kind: DaemonSet, spec: {template: " + pod + "}}", "DaemonSet/ [c]; "},
      {"{apiVersion: batch/v1beta1, kind: CronJob, spec: {jobTemplate: {spec: {template: " + pod + "}}}}",
       "CronJob/ [c]; "},
      {"{apiVersion: v1, kind: DeploymentConfig, spec: {template: " + pod + "}}", "DeploymentConfig/ [c]; "},
      {"{apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: {workloadRef: {name: x}}}", "Rollout/; "},
      {"{apiVersion: serving.knative.dev/v1, kind: Service, spec: {template: " + pod + "}}", "Service/ [c]; "},
      {"{apiVersion: v1, kind: Service, spec: {selector: {a: b}}}", "Service/; "},
      {"{apiVersion: keda.sh/v1alpha1, kind: ScaledJob, spec: {jobTargetRef: {template: " + pod + "}}}",
       "ScaledJob/ [c]; "},
      {"{apiVersion: agents.x-k8s.io/v1alpha1, kind: Sandbox, spec: {podTemplate: " + pod + "}}", "Sandbox/ [c]; "},
      {"{apiVersion: jobset.x-k8s.io/v1alpha2, kind: JobSet, spec: {replicatedJobs: [{template: {spec: {template: " +
           pod + "}}}, {template: {spec: {template: " + pod + "}}}]}}",
       "JobSet/ [c] [c]; "},
      {"{apiVersion: example.com/v1, kind: Thing, spec: {template: " + pod + "}}", "Thing/ [c]; "},
      {"{apiVersion: example.com/v1, kind: Thing, spec: {template: {spec: {containers: [{name: c}]}}}}", "Thing/; "},
      {"{apiVersion: example.com/v1, kind: Deployment, spec: {template: {spec: {containers: [{name: c}]}}}}",
       "Deployment/; "},
      {"{apiVersion: tekton.dev/v1, kind: Task, spec: {steps: [{name: a, image: x}, {ref: {name: b}}], sidecars: "
       "[{name: c, "
       "image: y}]}}",
       "Task/ (a s:c); "},
      {"{apiVersion: argoproj.io/v1alpha1, kind: Workflow, spec: {templates: [{name: t, container: {image: x}}, "
       "{steps: []}, "
       "{script: {image: y}, sidecars: [{name: z, image: z}]}]}}",
       "Workflow/ (x) (y s:z); "},
      {"{apiVersion: v1, kind: Deployment, spec: {template: []}}", "Deployment/; "},
      {"{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: a}}, {kind: x}, {apiVersion: "
       "v1, kind: "
       "List, items: [{apiVersion: v1, kind: Secret, metadata: {name: b}}]}]}",
       "Pod/a; Secret/b; "},
      {"{apiVersion: v1, kind: ConfigMapList, items: [{metadata: {name: a}}]}", "ConfigMap/a; "},
      {"kind: Pod\n---\napiVersion: v1\n---\n- a\n", ""},
  };
  for (const auto& [text, want] : cases) EXPECT_EQ(dumped(text), want) << text;
}

TEST(Workload, EffectiveSettings) {
  const Source source(
      "test.yaml",
      "apiVersion: v1\nkind: Pod\nspec:\n  securityContext:\n    runAsUser: 1\n    privileged: true\n"
      "    seccompProfile: {type: RuntimeDefault}\n    windowsOptions: {hostProcess: true}\n  containers:\n"
      "  - name: own\n    securityContext: {runAsUser: 2, seccompProfile: {localhostProfile: x}, "
      "windowsOptions: {runAsUserName: y}}\n  - name: pods\n    securityContext: {runAsUser: null}\n");
  const auto documents = parse(source);
  const std::vector<Object> objects = objects_of(*documents[0]);
  const std::vector<Workload> workloads = workloads_of(objects[0]);
  const Container& own = workloads[0].containers[0];
  const Container& pods = workloads[0].containers[1];
  EXPECT_EQ(own.effective("runAsUser").integer(), 2);
  EXPECT_EQ(pods.effective("runAsUser").integer(), 1);
  EXPECT_TRUE(own.effective("privileged").missing());
  EXPECT_TRUE(own.effective("seccompProfile", "type").missing());
  EXPECT_TRUE(pods.effective("seccompProfile", "type").is("RuntimeDefault"));
  EXPECT_TRUE(own.effective("windowsOptions", "hostProcess").is(true));
  EXPECT_EQ(source.text(own.effective("runAsGroup").span()), "securityContext");
  EXPECT_EQ(source.text(own.place()), "own");
}

}  // namespace
}  // namespace plimsoll::kubernetes
