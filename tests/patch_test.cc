#include "kubernetes/patch.h"

#include <gtest/gtest.h>

#include "kubernetes/manifest.h"
#include "kubernetes/parse.h"
#include "kustomization.h"

namespace plimsoll::kubernetes {
namespace {

bool reads_as_patch(std::string text) {
  const Source source("test.yaml", std::move(text));
  return is_marked_as_patch(read_manifest(source).objects.at(0));
}

TEST(Patch, IsWhatCannotBeAnObject) {
  const std::string head = "apiVersion: apps/v1\nkind: Deployment\n";
  EXPECT_TRUE(reads_as_patch(head + "spec: {template: {spec: {containers: [{name: app, tty: true}]}}}\n"));
  EXPECT_TRUE(reads_as_patch(head + "spec: {template: {spec: {hostNetwork: true}}}\n"));
  EXPECT_TRUE(reads_as_patch(head + "spec: {template: {spec: {containers: [{name: a, image: b}, {name: c}]}}}\n"));
  EXPECT_TRUE(reads_as_patch("apiVersion: v1\nkind: Service\n$patch: delete\n"));
  EXPECT_TRUE(reads_as_patch("apiVersion: v1\nkind: Pod\nspec: {containers: [{$patch: delete, name: app}]}\n"));
  EXPECT_TRUE(
      reads_as_patch("apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {containers: "
                     "[{name: a}]}}}}}\n"));
  EXPECT_TRUE(reads_as_patch("apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {hostNetwork: true}}}\n"));
}

TEST(Patch, IsNotWhatLacksLess) {
  const std::string head = "apiVersion: apps/v1\nkind: Deployment\n";
  EXPECT_FALSE(reads_as_patch(head + "spec: {template: {spec: {containers: [{name: app, image: web}]}}}\n"));
  EXPECT_FALSE(reads_as_patch(head + "spec: {selector: {}, template: {spec: {containers: [{name: app}]}}}\n"));
  EXPECT_FALSE(reads_as_patch(head + "spec: {template: {spec: {containers: app}}}\n"));
  EXPECT_FALSE(reads_as_patch(head + "spec: {replicas: 3, template: {metadata: {labels: {app: web}}, spec: {}}}\n"));
  EXPECT_FALSE(reads_as_patch("apiVersion: v1\nkind: Pod\nspec: {containers: [{name: app}]}\n"));
  EXPECT_FALSE(reads_as_patch("apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {restartPolicy: Never}}}\n"));
  EXPECT_FALSE(
      reads_as_patch("apiVersion: batch/v1\nkind: CronJob\nspec: {schedule: '0 0 * * *', jobTemplate: {spec: "
                     "{template: {spec: {hostNetwork: true}}}}}\n"));
  EXPECT_FALSE(reads_as_patch("apiVersion: example.org/v1\nkind: Deployment\nspec: {replicas: 3}\n"));
}

TEST(Patch, LeavesUnknownWhatItDoesNotSay) {
  const Source source("test.yaml", "apiVersion: v1\nkind: Pod\nspec: {hostname: ~, containers: [{name: app}]}\n");
  const Manifest manifest =
      read_manifest(source, Overlay{.patch = true, .namespace_ = {}, .images = {}, .pod_labels = {}});
  const Value spec = manifest.objects.at(0)["spec"];
  EXPECT_FALSE(spec["nodeName"].missing());
  EXPECT_FALSE(spec["nodeName"].exists());
  EXPECT_TRUE(spec["nodeName"].templated());
  EXPECT_TRUE(spec["hostname"].missing());
  EXPECT_FALSE(spec["hostname"].present());
  EXPECT_FALSE(spec.known({"securityContext", "runAsUser"}));
  const Container& container = manifest.workloads.at(0).at(0).containers.at(0);
  EXPECT_EQ(container.name(), "app");
  EXPECT_TRUE(container.effective("runAsUser").templated());
}

TEST(Patch, IsWhatAKustomizationNamesAsOne) {
  const Source source("base/kustomization.yaml",
                      "resources: [../web.yaml]\npatchesStrategicMerge:\n- a.yaml\n- |\n  kind: Pod\n"
                      "patches:\n- path: patches/b.yaml\n- patch: |-\n    - op: remove\n- c.yaml\n");
  const auto documents = parse(source);
  const auto found = kustomization_of(*documents.at(0), source.path());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->folder, "base");
  EXPECT_EQ(found->resources, std::vector<std::string>{"web.yaml"});
  EXPECT_EQ(found->patches, (std::vector<std::string>{"base/a.yaml", "base/patches/b.yaml", "base/c.yaml"}));
}

}  // namespace
}  // namespace plimsoll::kubernetes
