#include "kubernetes/touched.h"

#include <gtest/gtest.h>

#include "kubernetes/parse.h"

namespace plimsoll::kubernetes {
namespace {

// "field field", "any" where it may be any.
std::string written(const Touched& touched) {
  if (!touched) return "any";
  std::string text;
  for (const std::string& field : *touched) text.append(text.empty() ? "" : " ").append("'").append(field).append("'");
  return text;
}

template <class Read>
std::string read(Read touched_by, std::string text) {
  const Source source("test.yaml", std::move(text));
  const auto documents = parse(source);
  return written(touched_by(documents.at(0)->value()));
}

std::string merge(std::string text) { return read(touched_by_merge, std::move(text)); }
std::string operations(std::string text) { return read(touched_by_operations, std::move(text)); }
std::string paths(std::string text) { return read(touched_by_paths, std::move(text)); }

TEST(Touched, IsWhatAMergePatchSays) {
  EXPECT_EQ(merge("spec: {replicas: 3, strategy: {type: Recreate}}"), "'spec/replicas' 'spec/strategy/type'");
  EXPECT_EQ(merge("spec: {template: {metadata: {labels: {a: b}}, spec: {hostNetwork: true}}}"),
            "'metadata/labels/a' 'spec/hostNetwork'");
  EXPECT_EQ(merge("spec: {template: {spec: {containers: [{name: a, image: b}]}}}"),
            "'spec/containers/name' 'spec/containers/image'");
  EXPECT_EQ(merge("spec: {jobTemplate: {spec: {template: {spec: {volumes: [{name: a}]}}}}}"), "'spec/volumes'");
  EXPECT_EQ(merge("spec: {containers: [{name: a, $patch: delete}]}"), "'spec/containers'");
  EXPECT_EQ(merge("spec: {template: null}"), "''");
  EXPECT_EQ(merge("spec: {template: {$patch: replace}}"), "''");
  EXPECT_EQ(merge("$patch: delete"), "''");
  EXPECT_EQ(merge("[a]"), "any");
}

TEST(Touched, IsWhereOperationsPoint) {
  EXPECT_EQ(operations("[{op: add, path: /spec/rules/0/host, value: a}]"), "'spec/rules/host'");
  EXPECT_EQ(operations("[{op: add, path: /spec/template/spec/containers/0/env/-, value: {}}]"),
            "'spec/containers/env'");
  EXPECT_EQ(operations("[{op: remove, path: /metadata/annotations/a.example~1b}]"),
            "'metadata/annotations/a.example/b'");
  EXPECT_EQ(operations("[{op: test, path: /spec/paused, value: true}, {op: remove, path: /spec}]"), "''");
  EXPECT_EQ(operations("[{op: move, from: /spec/a, path: /spec/b}]"), "'spec/b' 'spec/a'");
  EXPECT_EQ(operations("[{op: replace, path: /metadata/name, value: a}]"), "any");
  EXPECT_EQ(operations("[{op: replace, path: '', value: {}}]"), "any");
  EXPECT_EQ(operations("[{path: /spec/a}]"), "any");
  EXPECT_EQ(operations("[{op: add, path: '/spec/${A}', value: a}]"), "any");
}

TEST(Touched, IsWhatAReplacementNames) {
  EXPECT_EQ(paths("['spec.template.spec.containers.[name=a.b].env.0.value', spec.ports.*.port]"),
            "'spec/containers/env/value' 'spec/ports/port'");
  EXPECT_EQ(paths("['metadata.annotations.a\\.example/b']"), "'metadata/annotations'");
  EXPECT_EQ(paths("[metadata.name]"), "any");
  EXPECT_EQ(paths("[]"), "any");
}

TEST(Touched, ReachesUpAndDown) {
  const Touched touched = std::vector<std::string>{"spec/volumes", "metadata/labels/a"};
  EXPECT_TRUE(touches(touched, "spec/volumes"));
  EXPECT_TRUE(touches(touched, "spec/volumes/name"));
  EXPECT_TRUE(touches(touched, "metadata/labels"));
  EXPECT_FALSE(touches(touched, "spec/volumesFrom"));
  EXPECT_FALSE(touches(touched, "spec/containers"));
  EXPECT_TRUE(touches(std::nullopt, "spec/containers"));
  EXPECT_TRUE(touches(std::vector<std::string>{""}, "spec/containers"));
}

}  // namespace
}  // namespace plimsoll::kubernetes
