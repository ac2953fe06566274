#include "kubernetes/control_plane.h"

#include <gtest/gtest.h>

#include "kubernetes/manifest.h"

namespace plimsoll::kubernetes {
namespace {

// What a container of these fields starts: its name, its flags, "…" if there may be more.
std::string read(const std::string& fields) {
  const Source source("pod.yaml", "{apiVersion: v1, kind: Pod, spec: {containers: [{" + fields + "}]}}");
  const Manifest manifest = read_manifest(source);
  const Container& container = manifest.workloads.front().front().containers.front();
  for (const char* name : {"kube-apiserver", "kube-controller-manager", "etcd", "kubelet"}) {
    const auto component = component_of(container, name);
    if (!component) continue;
    std::string text(component->name);
    for (const Flag& flag : component->flags) {
      text.append(" ").append(flag.name).append(flag.bare ? "" : "=").append(flag.templated ? "?" : flag.value);
    }
    return text + (component->complete ? "" : " …");
  }
  return "-";
}

TEST(ControlPlane, KnowsWhatAContainerStarts) {
  EXPECT_EQ(read("command: [/usr/local/bin/kube-apiserver, --a=b]"), "kube-apiserver a=b");
  EXPECT_EQ(read("args: [etcd, --a=b]"), "etcd a=b");
  EXPECT_EQ(read("image: registry.k8s.io/etcd:3.6.5-0, args: [--a=b]"), "etcd a=b");
  EXPECT_EQ(read("image: 'example.com/kubelet@sha256:0'"), "kubelet");
  EXPECT_EQ(read("image: example.com/kubelet, command: [sleep]"), "-");
  EXPECT_EQ(read("image: example.com/kubelet, args: [version]"), "-");
  EXPECT_EQ(read("image: example.com/etcd-operator"), "-");
  EXPECT_EQ(read("command: [sh, -c, kube-apiserver --a=b]"), "-");
  EXPECT_EQ(read("command: kubelet"), "-");
  EXPECT_EQ(read("command: []"), "-");
}

TEST(ControlPlane, ReadsFlags) {
  EXPECT_EQ(read("command: [kubelet, --a, b, --c, --d_e=f=g]"), "kubelet a=b c d-e=f=g");
  EXPECT_EQ(read("command: [kubelet], args: ['--a=\"b\"', \"'--c=d'\", --e=, -v=2]"), "kubelet a=b c=d e= v=2");
  EXPECT_EQ(read("command: [kubelet, --, -, '', ---a=é]"), "kubelet a=é");
  EXPECT_EQ(read("command: [kubelet, '--=', '=', '-=b', {a: b}, null, 1]"), "kubelet = =b …");
}

TEST(ControlPlane, DoesNotGuessAtTemplates) {
  EXPECT_EQ(read("command: [kubelet, '--a={{ b }}']"), "kubelet a=?");
  EXPECT_EQ(read("command: [kubelet, --a, $(B)]"), "kubelet a=?");
  EXPECT_EQ(read("command: [kubelet, '{{ flags }}']"), "kubelet …");
  EXPECT_EQ(read("command: [kubelet, '--{{ flag }}=b']"), "kubelet {{ flag }}=? …");
  EXPECT_EQ(read("command: [kubelet], args: '{{ flags }}'"), "kubelet …");
}

TEST(ControlPlane, ReadsTheVariablesOfEtcd) {
  EXPECT_EQ(read("command: [etcd, --a=b], env: [{name: ETCD_CERT_FILE, value: c}, {name: HOME, value: d}]"),
            "etcd cert-file=c a=b");
  EXPECT_EQ(read("command: [etcd], env: [{name: ETCD_A, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]"),
            "etcd a=?");
  EXPECT_EQ(read("command: [etcd], envFrom: [{configMapRef: {name: c}}]"), "etcd …");
  EXPECT_EQ(read("command: [kubelet], env: [{name: ETCD_A, value: b}]"), "kubelet");
  EXPECT_EQ(read("command: [etcd], env: ['{{ variable }}']"), "etcd …");
  EXPECT_EQ(read("command: [etcd], env: '{{ variables }}'"), "etcd …");
}

TEST(ControlPlane, DoesNotKnowTheFileOfEtcd) {
  EXPECT_EQ(read("command: [etcd, --config-file=a.yaml]"), "etcd config-file=a.yaml …");
  EXPECT_EQ(read("command: [etcd], env: [{name: ETCD_CONFIG_FILE, value: a.yaml}]"), "etcd config-file=a.yaml …");
}

std::optional<bool> gate_of(const std::string& flag) {
  const Source source("pod.yaml",
                      "{apiVersion: v1, kind: Pod, spec: {containers: [{command: [kubelet, '" + flag + "']}]}}");
  const Manifest manifest = read_manifest(source);
  return component_of(manifest.workloads.front().front().containers.front(), "kubelet")->gate("A");
}

TEST(ControlPlane, ReadsFeatureGates) {
  EXPECT_EQ(gate_of("--feature-gates=B=true,A=false"), false);
  EXPECT_EQ(gate_of("--feature-gates=A = F"), false);
  EXPECT_EQ(gate_of("--feature-gates=A=0,A=True"), true);
  EXPECT_EQ(gate_of("--feature-gates=AB=false,A"), std::nullopt);
  EXPECT_EQ(gate_of("--feature-gates=A={{ a }}"), std::nullopt);
  EXPECT_EQ(gate_of("--a"), std::nullopt);
}

TEST(ControlPlane, TheLastOfSeveralFlagsCounts) {
  const Source source(
      "pod.yaml", "{apiVersion: v1, kind: Pod, spec: {containers: [{command: [kubelet, --a=true, --a=false, --b]}]}}");
  const Manifest manifest = read_manifest(source);
  const auto kubelet = component_of(manifest.workloads.front().front().containers.front(), "kubelet");
  ASSERT_TRUE(kubelet);
  EXPECT_EQ(kubelet->is_on("a", true), false);
  EXPECT_EQ(kubelet->is_on("b", false), true);
  EXPECT_EQ(kubelet->is_given("b"), false);
  EXPECT_EQ(kubelet->is_given("c"), false);
}

TEST(ControlPlane, KnowsItsOwnMachine) {
  for (const char* own : {"127.0.0.1", "127.8.9.1", "::1"}) EXPECT_TRUE(is_loopback(own)) << own;
  for (const char* other : {"", "0.0.0.0", "::", "localhost", "127.example.com", "10.0.0.1"})
    EXPECT_FALSE(is_loopback(other)) << other;
}

}  // namespace
}  // namespace plimsoll::kubernetes
