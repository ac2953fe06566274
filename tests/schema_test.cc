#include "kubernetes/schema.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kubernetes/label_syntax.h"
#include "kubernetes/manifest.h"
#include "kubernetes/version.h"

namespace plimsoll::kubernetes {
namespace {

// "unknown_field port, wrong_type replicas": what does not fit the first object of the text.
std::string violations_in(const std::string& text, int version = kNewestVersion) {
  const Source source("a.yaml", text);
  const Manifest manifest = read_manifest(source);
  if (manifest.objects.empty()) return "no object";
  static constexpr const char* kNames[] = {"unknown_field", "wrong_type",     "missing_field",
                                           "wrong_choice",  "duplicate_item", "deprecated_field"};
  std::string result;
  for (const Violation& violation : violations_of(manifest.objects.front(), version)) {
    result +=
        fmt::format("{}{} {}", result.empty() ? "" : ", ", kNames[static_cast<int>(violation.kind)], violation.name);
  }
  return result;
}

std::string pod(const std::string& spec) {
  return "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: " + spec + "\n";
}

TEST(Schema, FindsWhatDoesNotFit) {
  struct Case {
    std::string spec, expected;
  };
  const Case cases[] = {
      {"{containers: [{name: a}]}", ""},
      {"{containers: [{name: a, imag: b}]}", "unknown_field imag"},
      {"{containers: [{image: b}]}", "missing_field name"},
      {"{}", "missing_field containers"},
      {"{containers: []}", "missing_field containers"},
      {"{containers: {name: a}}", "wrong_type containers"},
      {"{containers: [a]}", "wrong_type containers"},
      {"{containers: [null]}", ""},
      {"{containers: [{name: 1}]}", "wrong_type name"},
      {"{containers: [{name: '1'}]}", ""},
      {"{containers: [{name: é😀}]}", ""},
      {"{hostNetwork: 'true', containers: [{name: a}]}", "wrong_type hostNetwork"},
      {"{hostNetwork: yes, containers: [{name: a}]}", ""},
      {"{hostNetwork: '${HOST}', containers: [{name: a}]}", ""},
      {"{hostNetwork: !own x, containers: [{name: a}]}", ""},
      {"{priority: 1.0, containers: [{name: a}]}", ""},
      {"{priority: 1.5, containers: [{name: a}]}", "wrong_type priority"},
      {"{priority: 99999999999999999999, containers: [{name: a}]}", "wrong_type priority"},
      {"{priority: 0x10, containers: [{name: a}]}", ""},
      {"{restartPolicy: Sometimes, containers: [{name: a}]}", "wrong_choice restartPolicy"},
      {"{restartPolicy: '', containers: [{name: a}]}", ""},
      {"{restartPolicy: , containers: [{name: a}]}", ""},
      {"{nodeSelector: {a: 1}, containers: [{name: a}]}", "wrong_type a"},
      {"{containers: [{name: a}], volumes: [{name: a}, {name: a}]}", "duplicate_item volumes"},
      {"{containers: [{name: a, ports: [{containerPort: 1}, {containerPort: 1, protocol: TCP}]}]}",
       "duplicate_item ports"},
      {"{containers: [{name: a, resources: {limits: {cpu: 1, memory: 1Gi}}}]}", ""},
      {"{containers: [{name: a, resources: {limits: {memory: 1 GB}}}]}", "wrong_type memory"},
      {"{containers: [{name: a, livenessProbe: {tcpSocket: {port: [80]}}}]}", "wrong_type port"},
  };
  for (const Case& c : cases) EXPECT_EQ(violations_in(pod(c.spec)), c.expected) << c.spec;
}

TEST(Schema, KnowsReleases) {
  const std::string text = pod("{hostnameOverride: a, containers: [{name: a}]}");
  EXPECT_EQ(violations_in(text, 33), "unknown_field hostnameOverride");
  EXPECT_EQ(violations_in(text, 34), "");
  // What is older than the table is taken for its oldest release.
  EXPECT_EQ(violations_in(text, 20), "unknown_field hostnameOverride");
  EXPECT_EQ(violations_in(pod("{containers: [{name: a}]}"), 20), "");
}

TEST(Schema, JudgesOfPatchesWhatTheySayAndNoStatus) {
  EXPECT_EQ(violations_in("apiVersion: v1\nkind: Pod\nstatus: {what: ever}\nspec: {containers: [{name: a}]}\n"), "");
  EXPECT_EQ(violations_in("apiVersion: v1\nkind: Pod\nspec: {$patch: replace, what: ever, whose: }\n"),
            "unknown_field what");
  EXPECT_EQ(violations_in("apiVersion: example.com/v1\nkind: Pod\nspec: {what: ever}\n"), "");
}

// Of a removed version only the pods are judged, which look the same in all of them.
TEST(Schema, JudgesThePodsOfRemovedVersions) {
  EXPECT_EQ(violations_in("apiVersion: extensions/v1beta1\nkind: Deployment\nspec: {what: ever, template: "
                          "{spec: {containers: [{name: a, image: b, prots: []}]}}}\n"),
            "unknown_field prots");
}

TEST(Schema, SeesThroughAliasesOnce) {
  EXPECT_EQ(violations_in(pod("{containers: [&a {name: a, imag: b}, *a, *a, *a]}")),
            "unknown_field imag, unknown_field imag");
  EXPECT_EQ(violations_in(pod("{containers: [{<<: {imag: b}, name: a}]}")), "unknown_field imag");
}

// Each level names the one below twice, so that there are 2^10 ways down; the reader refuses many more.
TEST(Schema, IsLinearInAliases) {
  std::string text =
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  versions:\n    - name: v1\n"
      "      schema:\n        openAPIV3Schema:\n          properties:\n            l0: &l0 {tip: e}\n";
  for (int i = 1; i <= 10; ++i)
    text += fmt::format("            l{0}: &l{0} {{properties: {{a: *l{1}, b: *l{1}}}}}\n", i, i - 1);
  const std::string found = violations_in(text);
  // Once where it stands, and once through an alias.
  EXPECT_EQ(found.find("unknown_field tip", found.find("unknown_field tip") + 1), found.rfind("unknown_field tip"));
  EXPECT_NE(found.find("unknown_field tip"), std::string::npos) << found;
}

TEST(Schema, ReadsReleases) {
  EXPECT_EQ(parse_version("1.34"), 34);
  EXPECT_EQ(parse_version("v1.34"), 34);
  EXPECT_EQ(parse_version("1.34.2"), 34);
  for (const char* wrong : {"", "1", "1.", "34", "1.99", "1.7", "1.34.", "1.34.x", "1.34-rc1", "2.1", "latest"})
    EXPECT_EQ(parse_version(wrong), std::nullopt) << wrong;
}

TEST(Schema, KnowsNamesAndLabels) {
  EXPECT_EQ(label_value_problem(""), "");
  EXPECT_EQ(label_value_problem(std::string(63, 'a')), "");
  EXPECT_NE(label_value_problem(std::string(64, 'a')), "");
  for (const char* good : {"a", "A-1_b.c", "0"}) EXPECT_EQ(label_value_problem(good), "") << good;
  for (const char* wrong : {"-a", "a-", "a b", "a/b", "é", "."}) EXPECT_NE(label_value_problem(wrong), "") << wrong;
  for (const char* good : {"a", "example.com/a", "a.b-c.example.com/A_b"})
    EXPECT_EQ(label_key_problem(good), "") << good;
  for (const char* wrong : {"", "/a", "a/", "a/b/c", "Example.com/a", "-/a"})
    EXPECT_NE(label_key_problem(wrong), "") << wrong;
  for (const char* wrong : {"", "A", "a.b", "-a", "a-"}) EXPECT_NE(dns_label_problem(wrong), "") << wrong;
  for (const char* wrong : {"", "A", "a..b", ".a", "a_b"}) EXPECT_NE(dns_subdomain_problem(wrong), "") << wrong;
}

}  // namespace
}  // namespace plimsoll::kubernetes
