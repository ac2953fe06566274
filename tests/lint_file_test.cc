#include "lint_file.h"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

// Rules run over several files at once, and what they remember of one is nothing to another.
TEST(LintFiles, FindsTogetherWhatItFindsAlone) {
  const std::pair<const char*, const char*> files[] = {
      {"a/Dockerfile", "FROM debian:12\nRUN true\n"},
      {"b/Dockerfile", "FROM debian:12\nRUN git config --global http.sslVerify false && sudo true\n"},
      {"c/deployment.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {hostPID: true}}\n"},
      {"d/Dockerfile", "FROM debian:12\nRUN wget --no-check-certificate https://example.com/a && sudo true\n"},
      {"e/Dockerfile", "FROM {{ template }}\n"},
  };
  const RuleSet rules({}, {.profile = "all", .select = {}, .ignore = {}});
  std::vector<Input> inputs;
  for (const auto& [path, text] : files) inputs.push_back({path, text});
  const std::vector<LintedFile> together = lint_files(inputs, rules, {}, {});
  ASSERT_EQ(together.size(), inputs.size());
  size_t findings = 0;
  for (size_t i = 0; i < inputs.size(); ++i) {
    const FileResult alone = std::move(lint_files({inputs[i]}, rules, {}, {}).front().result);
    const FileResult& one = together[i].result;
    EXPECT_EQ(one.path, inputs[i].path);
    EXPECT_EQ(one.status, alone.status);
    ASSERT_EQ(one.diagnostics.size(), alone.diagnostics.size()) << one.path;
    auto same = alone.diagnostics.begin();
    for (const Diagnostic& diagnostic : one.diagnostics) {
      EXPECT_EQ(diagnostic.rule, same->rule);
      EXPECT_EQ(diagnostic.message, same->message);
      ++same;
    }
    findings += one.diagnostics.size();
  }
  EXPECT_GT(findings, 10u);
}

}  // namespace
}  // namespace plimsoll
