// What comments and annotations say, where that holds, and that hostile ones cost no more than their length.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

#include "dockerfile/parse.h"
#include "fix.h"
#include "hostile.h"
#include "kubernetes/manifest.h"
#include "lint.h"
#include "suppress/comment.h"
#include "suppress/comment_places.h"

namespace plimsoll {
namespace {

std::string name_of(Suppression::Reach reach) {
  constexpr const char* names[] = {"next", "instruction", "line", "command", "stage", "document", "file", "object"};
  return names[static_cast<size_t>(reach)];
}

// "hadolint instruction DL3008 SC2086 -- reason"
std::string dump(const Suppression& suppression) {
  std::string text = std::string(suppression.tool);
  if (!suppression.malformed.empty()) return text + " malformed";
  text += " " + name_of(suppression.reach);
  for (const auto& name : suppression.names) text += " " + std::string(name.text) + (name.rules.empty() ? "?" : "");
  if (!suppression.all_of.empty()) text += " all of " + std::string(suppression.all_of);
  if (suppression.until) text += " until " + to_string(*suppression.until);
  if (!suppression.reason.empty()) text += " -- " + std::string(suppression.reason);
  return text;
}

std::string read(std::string_view comment) {
  std::vector<Suppression> found;
  read_comment(comment, 0, found);
  std::string text;
  for (const Suppression& each : found) text += (text.empty() ? "" : "; ") + dump(each);
  return text;
}

struct Case {
  const char* comment;
  const char* says;
};

class CommentTest : public testing::TestWithParam<Case> {};

TEST_P(CommentTest, IsRead) { EXPECT_EQ(read(GetParam().comment), GetParam().says); }

constexpr Case kOurs[] = {
    {"# plimsoll: allow untagged-base-image", "Plimsoll next untagged-base-image"},
    {"#plimsoll:allow a,DL3006 -- why not, really", "Plimsoll next a? DL3006 -- why not, really"},
    {"# plimsoll: allow untagged-base-image until 2027-01-31 -- é 😀",
     "Plimsoll next untagged-base-image until 2027-01-31 -- é 😀"},
    {"# plimsoll: allow untagged-base-image, SC2086 until 2028-02-29",
     "Plimsoll next untagged-base-image SC2086 until 2028-02-29"},
    {"# plimsoll: allow untagged-base-image until 2027-02-29", "Plimsoll malformed"},
    {"# plimsoll: allow untagged-base-image until tomorrow", "Plimsoll malformed"},
    {"# plimsoll: allow untagged-base-image until", "Plimsoll malformed"},
    {"# plimsoll: allow", "Plimsoll malformed"},
    {"# plimsoll: allow -- reason", "Plimsoll malformed"},
    {"# plimsoll: allow a,,b", "Plimsoll malformed"},
    {"# plimsoll: deny a", "Plimsoll malformed"},
    {"# plimsoll", ""},
    {"# see plimsoll: allow a", ""},
    {"#", ""},
};

constexpr Case kHadolint[] = {
    {"# hadolint ignore=DL3008,SC2086", "hadolint instruction DL3008 SC2086"},
    {"#hadolint   ignore = DL3008 , DL3009 # the archive drops them",
     "hadolint instruction DL3008 DL3009 -- the archive drops them"},
    {"# hadolint global ignore=DL3008", "hadolint file DL3008"},
    {"# hadolint stage ignore=DL3008", "hadolint stage DL3008"},
    {"# hadolint ignore=DL3008 because", "hadolint instruction DL3008 -- because"},
    {"# hadolint ignore=DL9999", "hadolint instruction DL9999?"},
    {"# hadolint ignore=DL3008,apt", "hadolint malformed"},
    {"# hadolint ignore=DL3008,", "hadolint malformed"},
    {"# hadolint ignore=DL3008 DL3009", "hadolint malformed"},
    {"# hadolint ignore DL3008", "hadolint malformed"},
    {"# hadolint: ignore=DL3008", "hadolint malformed"},
    {"# hadolint disable=SC2086", "hadolint malformed"},
    {"# hadolint shell=bash", ""},
    {"# hadolint is told to ignore=nothing", ""},
    {"# hadolints ignore=DL3008", ""},
};

constexpr Case kOthers[] = {
    {"# check=skip=StageNameCasing,FromAsCasing // old file",
     "BuildKit instruction StageNameCasing FromAsCasing -- old file"},
    {"# check=skip=all", "BuildKit instruction all of buildkit"},
    {"# check=error=true", ""},
    {"# check=skip=StageNameCasing, FromAsCasing", "BuildKit malformed"},
    {"#trivy:ignore:DS-0002", "Trivy instruction DS-0002"},
    {"# trivy:ignore:DS002 trivy:ignore:AVD-DS-0026 no check needed",
     "Trivy instruction DS002 -- no; Trivy instruction AVD-DS-0026 -- no"},
    {"# trivy:ignore:KSV-0017:exp:2027-01-31", "Trivy instruction KSV-0017 until 2027-01-31"},
    {"# trivy:ignore:KSV-0017:ws:dev", "Trivy instruction KSV-0017"},
    {"# trivy:ignore:*", "Trivy instruction all of trivy"},
    {"# trivy:ignore:KSV-0017:exp:soon", "Trivy malformed"},
    {"# trivy: ignore:DS-0002", "Trivy malformed"},
    {"# trivy:ignore=DS-0002", "Trivy malformed"},
    {"# we ignore what trivy says", ""},
    {"# checkov:skip=CKV_DOCKER_3:runs as root", "Checkov object CKV_DOCKER_3 -- runs as root"},
    {"# yes checkov:skip=CKV_DOCKER_3,CKV_DOCKER_2", "Checkov object CKV_DOCKER_3 CKV_DOCKER_2"},
    {"# bridgecrew:skip=CKV_K8S_16", "Checkov object CKV_K8S_16"},
    {"# checkov:skip CKV_DOCKER_3", "Checkov malformed"},
    {"# checkov: skip=CKV_DOCKER_3", "Checkov malformed"},
    {"# kics-scan ignore", "KICS file all of kics"},
    {"# kics-scan ignore-line", "KICS line all of kics"},
    {"# kics-scan ignore-block", "KICS instruction all of kics"},
    {"# kics-scan disable=fd54f200-402c-4333-a5a4-36ef6709af2f,0000",
     "KICS file fd54f200-402c-4333-a5a4-36ef6709af2f 0000?"},
    {"# kics-scan enable=fd54f200-402c-4333-a5a4-36ef6709af2f", ""},
    {"# kics-scan ignoreline", "KICS malformed"},
    {"# nosemgrep", "Semgrep line all of semgrep"},
    {"# nosem: dockerfile.security.missing-user.missing-user, other -- why", "Semgrep line missing-user other? -- why"},
    {"# nosemgreps here", ""},
    {"# NOSONAR by the vendor's guide", "Sonar line all of sonar -- by the vendor's guide"},
    {"# NOSONARS", ""},
    {"# shellcheck disable=SC2086,SC2046 # words", "ShellCheck command SC2086 SC2046 -- words"},
    {"# shellcheck disable=all", "ShellCheck command all of shellcheck"},
    {"# shellcheck shell=bash", ""},
    {"# ts:skip=AC_DOCKER_0001 no reason", "Terrascan object AC_DOCKER_0001 -- no reason"},
    {"# linter ignore=ER0012", "dockerfile-linter line"},
};

INSTANTIATE_TEST_SUITE_P(Ours, CommentTest, testing::ValuesIn(kOurs));
INSTANTIATE_TEST_SUITE_P(Hadolint, CommentTest, testing::ValuesIn(kHadolint));
INSTANTIATE_TEST_SUITE_P(Others, CommentTest, testing::ValuesIn(kOthers));

RunResult lint_text(const std::string& path, const std::string& text, std::initializer_list<const char*> rules,
                    LintOptions options = {}) {
  Selection selection;
  for (const char* name : rules) selection.select.push_back(find_rule(name));
  const auto config = parse_config(".plimsoll.yaml", "");
  std::vector<Input> inputs;
  inputs.push_back({path, text});
  return lint(std::move(inputs), RuleSet(*config, selection), options);
}

// "3 5": the lines that still have findings.
std::string lines(const std::string& path, const std::string& text, const char* rule) {
  std::string result;
  const RunResult run = lint_text(path, text, {rule});
  for (const Diagnostic& diagnostic : run.files.front().diagnostics) {
    result += (result.empty() ? "" : " ") + std::to_string(diagnostic.region.line);
  }
  return result;
}

TEST(Suppress, ReachesInDockerfiles) {
  const auto sudo = [](const std::string& text) { return lines("Dockerfile", text, "sudo-in-run"); };
  EXPECT_EQ(sudo("FROM a:1\nRUN sudo a\nRUN sudo b\n"), "2 3");
  EXPECT_EQ(sudo("FROM a:1\n# hadolint ignore=DL3004\n# more\nRUN sudo a\nRUN sudo b\n"), "5");
  EXPECT_EQ(sudo("FROM a:1\nRUN sudo a\n# hadolint global ignore=DL3004\nRUN sudo b\n"), "");
  EXPECT_EQ(sudo("# hadolint stage ignore=DL3004\nFROM a:1\nRUN sudo a\nFROM b:1\nRUN sudo b\n"), "5");
  EXPECT_EQ(sudo("FROM a:1\n# hadolint stage ignore=DL3004\nRUN sudo a\n"), "3");
  // hadolint's own comment above the first instruction is about that alone.
  EXPECT_EQ(sudo("# hadolint ignore=DL3004\nFROM a:1\nRUN sudo a\n"), "3");
  EXPECT_EQ(sudo("# plimsoll: allow sudo-in-run\nFROM a:1\nRUN sudo a\n"), "");
  EXPECT_EQ(sudo("FROM a:1\n# plimsoll: allow sudo-in-run until 2020-01-01\nRUN sudo a\n"), "3");
  EXPECT_EQ(sudo("FROM a:1\n# plimsoll: allow sudo-in-run until 2999-01-01\nRUN sudo a\n"), "");
}

TEST(Suppress, TakesTheIdsOfATool) {
  const auto user = [](const std::string& comment) {
    return lines("Dockerfile", comment + "\nFROM debian:12\nRUN make\n", "missing-user");
  };
  EXPECT_EQ(user("#"), "2");
  for (const char* comment :
       {"# trivy:ignore:DS-0002", "# checkov:skip=CKV_DOCKER_3", "# nosemgrep: missing-user", "# NOSONAR",
        "# kics-scan ignore", "# kics-scan ignore-line", "# kics-scan disable=fd54f200-402c-4333-a5a4-36ef6709af2f"}) {
    EXPECT_EQ(user(comment), "") << comment;
  }
  for (const char* comment : {"# trivy:ignore:DS-0002:exp:2020-01-01", "# hadolint ignore=DL3008", "# check=skip=all",
                              "# checkov:skip=DS-0002", "# trivy:ignore:CKV_DOCKER_3", "# shellcheck disable=all"}) {
    EXPECT_EQ(user(comment), "2") << comment;
  }
}

TEST(Suppress, ReadsCommentsOfTheShell) {
  const auto sudo = [](const std::string& text) { return lines("Dockerfile", "FROM a:1\n" + text, "sudo-in-run"); };
  EXPECT_EQ(sudo("RUN sudo a # nosemgrep\nRUN sudo b\n"), "3");
  EXPECT_EQ(sudo("RUN <<E\nsudo a # nosemgrep\nsudo b\nE\n"), "4");
  EXPECT_EQ(sudo("RUN sudo a # NOSONAR\n"), "2") << "the rule has no alias of Sonar";
}

TEST(Suppress, ReachesInManifests) {
  const auto privileged = [](const std::string& head, const std::string& above, const std::string& behind) {
    return lines("pod.yaml",
                 head + "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n" +
                     "    securityContext:\n" + above + "      privileged: true" + behind + "\n",
                 "privileged-container");
  };
  EXPECT_EQ(privileged("", "", ""), "8");
  EXPECT_EQ(privileged("", "      # trivy:ignore:KSV-0017\n", ""), "");
  EXPECT_EQ(privileged("", "", " # trivy:ignore:AVD-KSV-0017"), "");
  EXPECT_EQ(privileged("", "", " # NOSONAR"), "");
  EXPECT_EQ(privileged("", "      # kics-scan ignore-line\n", ""), "");
  EXPECT_EQ(privileged("", "", " # checkov:skip=CKV_K8S_16:agent"), "");
  EXPECT_EQ(privileged("# checkov:skip=CKV_K8S_16\n", "", ""), "");
  EXPECT_EQ(privileged("# kics-scan ignore\n", "", ""), "");
  EXPECT_EQ(privileged("# trivy:ignore:KSV-0017\n", "", ""), "");
}

TEST(Suppress, ReadsAnnotations) {
  const auto privileged = [](const std::string& annotation) {
    return lines("pod.yaml",
                 "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n  annotations:\n    " + annotation +
                     "\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n"
                     "        securityContext: {privileged: true}\n",
                 "privileged-container");
  };
  EXPECT_EQ(privileged("other: text"), "12");
  for (const char* annotation :
       {"plimsoll/allow: privileged-container", "plimsoll/allow: \"host-pid, CKV_K8S_16 -- agent\"",
        "ignore-check.kube-linter.io/privileged-container: agent", "kube-linter.io/ignore-all: agent",
        "kube-score/ignore: a, container-security-context-privileged", "checkov.io/skip1: CKV_K8S_16=agent",
        "bridgecrew.io/skip2: CKV_K8S_16=agent", "polaris.fairwinds.com/runAsPrivileged-exempt: \"true\"",
        "polaris.fairwinds.com/exempt: \"true\""}) {
    EXPECT_EQ(privileged(annotation), "") << annotation;
  }
  for (const char* annotation :
       {"plimsoll/allow: privileged-container until 2020-01-01", "plimsoll/allow: [privileged-container]",
        "ignore-check.kube-linter.io/host-pid: agent", "kube-score/enable: container-security-context-privileged",
        "checkov.io/skip1: CKV_K8S_17=agent", "polaris.fairwinds.com/runAsPrivileged-exempt: \"false\""}) {
    EXPECT_EQ(privileged(annotation), "12") << annotation;
  }
}

TEST(Suppress, ReadsAnnotationsOfPodTemplates) {
  EXPECT_EQ(lines("pod.yaml",
                  "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    metadata:\n"
                  "      annotations: {kube-score/ignore: container-security-context-privileged}\n"
                  "    spec:\n      containers:\n      - name: a\n        securityContext: {privileged: true}\n",
                  "privileged-container"),
            "");
}

TEST(Suppress, CountsForNothingIfToldSo) {
  LintOptions options;
  options.suppressions = false;
  const RunResult result = lint_text("Dockerfile", "# plimsoll: allow untagged-base-image, no-such-rule\nFROM debian\n",
                                     {"untagged-base-image", "unknown-suppression"}, options);
  ASSERT_EQ(result.files.front().diagnostics.size(), 1u);
  EXPECT_EQ(result.files.front().diagnostics.begin()->rule->name, "untagged-base-image");
  EXPECT_EQ(result.files.front().suppressed, 0u);
}

// The text after all fixes of the rule.
std::string fixed(const std::string& path, const std::string& text, std::initializer_list<const char*> rules) {
  LintOptions options;
  options.keep_texts = true;
  const RunResult result = lint_text(path, text, rules, options);
  return apply_fixes(text, result.files.front().diagnostics.unpack(), false).text;
}

TEST(Suppress, IsRemovedWithoutATrace) {
  const auto unused = [](const std::string& text) {
    return fixed("Dockerfile", text,
                 {"untagged-base-image", "sudo-in-run", "unused-suppression", "expired-suppression"});
  };
  const std::string bom = "\xEF\xBB\xBF";
  EXPECT_EQ(unused(bom + "# plimsoll: allow untagged-base-image -- é\r\nFROM a:1\r\n"), bom + "FROM a:1\r\n");
  EXPECT_EQ(unused("FROM a:1\n  # plimsoll: allow sudo-in-run\nRUN a\n"), "FROM a:1\nRUN a\n");
  EXPECT_EQ(unused("FROM a:1\nRUN a \\\n# plimsoll: allow sudo-in-run\n b\n"), "FROM a:1\nRUN a \\\n b\n");
  EXPECT_EQ(unused("# plimsoll: allow sudo-in-run, untagged-base-image -- r\nFROM a\n"),
            "# plimsoll: allow untagged-base-image -- r\nFROM a\n");
  EXPECT_EQ(unused("# plimsoll: allow untagged-base-image, sudo-in-run, DL3004 -- r\nFROM a\n"),
            "# plimsoll: allow untagged-base-image -- r\nFROM a\n");
  EXPECT_EQ(unused("# plimsoll: allow untagged-base-image until 2020-01-01\nFROM a:1\n"), "FROM a:1\n");
  EXPECT_EQ(unused("# plimsoll: allow untagged-base-image\n# escape=`\nFROM a:1\n"),
            "# plimsoll: allow untagged-base-image\n# escape=`\nFROM a:1\n")
      << "without the comment the directive would be in force";
  EXPECT_EQ(
      fixed("a.yaml", "kind: Pod # plimsoll: allow host-pid\napiVersion: v1\n", {"host-pid", "unused-suppression"}),
      "kind: Pod\napiVersion: v1\n");
  EXPECT_EQ(
      fixed("a.yaml",
            "kind: Pod\napiVersion: v1\nmetadata:\n  annotations:\n    plimsoll/allow: host-pid\n    b: c\n  name: a\n",
            {"host-pid", "unused-suppression"}),
      "kind: Pod\napiVersion: v1\nmetadata:\n  annotations:\n    b: c\n  name: a\n");
}

TEST(Suppress, CommentsOfOthersAreNeverUnused) {
  EXPECT_TRUE(lint_text("Dockerfile", "# hadolint ignore=DL3006,DL9999\nFROM a:1\n",
                        {"untagged-base-image", "unused-suppression", "unknown-suppression"})
                  .files.front()
                  .diagnostics.empty());
}

// The text with comments for all findings of the rules, until there are none.
std::string allowed(const std::string& path, std::string text, std::initializer_list<const char*> rules,
                    const std::string& reason = "") {
  LintOptions options;
  options.allow_reason = reason;
  for (int round = 0; round < 4; ++round) {
    auto diagnostics = lint_text(path, text, rules, options).files.front().diagnostics.unpack();
    join_comments(diagnostics);
    text = apply_fixes(text, diagnostics, true).text;
  }
  EXPECT_TRUE(lint_text(path, text, rules).files.front().diagnostics.empty()) << text;
  return text;
}

TEST(AddSuppressions, WritesIntoDockerfiles) {
  const auto write = [](const std::string& text, const std::string& reason = "") {
    return allowed("Dockerfile", text, {"untagged-base-image", "sudo-in-run", "relative-workdir"}, reason);
  };
  const std::string bom = "\xEF\xBB\xBF";
  EXPECT_EQ(write("FROM a:1\n"), "FROM a:1\n");
  EXPECT_EQ(write("FROM a\n"), "# plimsoll: allow untagged-base-image\nFROM a\n");
  EXPECT_EQ(write(bom + "FROM a\r\n", "é"), bom + "# plimsoll: allow untagged-base-image -- é\r\nFROM a\r\n");
  EXPECT_EQ(write("# syntax=docker/dockerfile:1\n# note\nFROM a"),
            "# syntax=docker/dockerfile:1\n# note\n# plimsoll: allow untagged-base-image\nFROM a");
  EXPECT_EQ(write("FROM a:1\n  RUN <<E\nsudo a\nE\nRUN b && \\\n  # c\n  sudo d\n"),
            "FROM a:1\n  # plimsoll: allow sudo-in-run\n  RUN <<E\nsudo a\nE\n# plimsoll: allow sudo-in-run\n"
            "RUN b && \\\n  # c\n  sudo d\n");
  EXPECT_EQ(
      write("FROM a:1\nFROM b\n# plimsoll: allow relative-workdir -- r\nRUN sudo x\n"),
      "FROM a:1\n# plimsoll: allow untagged-base-image\nFROM b\n# plimsoll: allow relative-workdir, sudo-in-run -- r\n"
      "RUN sudo x\n");
  EXPECT_EQ(write("FROM a:1\n# plimsoll: allow relative-workdir -- r\nRUN sudo x\n", "why"),
            "FROM a:1\n# plimsoll: allow relative-workdir -- r\n# plimsoll: allow sudo-in-run -- why\nRUN sudo x\n");
}

TEST(AddSuppressions, WritesIntoManifests) {
  const auto write = [](const std::string& text) {
    return allowed("a.yaml", text, {"privileged-container", "host-pid", "host-network"});
  };
  EXPECT_EQ(
      write(
          "kind: Pod\napiVersion: v1\nspec:\n  hostPID: true\n  containers:\n  - securityContext: {privileged: true}\n"
          "    image: a\n"),
      "kind: Pod\napiVersion: v1\nspec:\n  # plimsoll: allow host-pid\n  hostPID: true\n  containers:\n"
      "  # plimsoll: allow privileged-container\n  - securityContext: {privileged: true}\n    image: a\n");
  EXPECT_EQ(write("kind: Pod\r\napiVersion: v1\r\nspec: {hostPID: true, hostNetwork: true}\r\n"),
            "kind: Pod\r\napiVersion: v1\r\n# plimsoll: allow host-network, host-pid\r\n"
            "spec: {hostPID: true, hostNetwork: true}\r\n");
}

TEST(AddSuppressions, LeavesAFirstEntryToItself) {
  const auto inserted = [](const std::string& text) {
    const Source source("a.yaml", text);
    const auto places = comment_places(kubernetes::read_manifest(source), {}, "");
    const auto* place = places.find(0);
    return place ? text.substr(0, place->at) + place->before + "x" + place->after + text.substr(place->at) : "";
  };
  EXPECT_EQ(inserted("kind: Pod \napiVersion: v1\n"), "kind: Pod # plimsoll: allow x \napiVersion: v1\n");
  EXPECT_EQ(inserted("kind: Pod # a\napiVersion: v1\n"), "# plimsoll: allow x\nkind: Pod # a\napiVersion: v1\n");
  EXPECT_EQ(inserted("kind:\n  Pod\napiVersion: v1\n"), "# plimsoll: allow x\nkind:\n  Pod\napiVersion: v1\n");
  EXPECT_EQ(inserted("- a\n- b\n"), "# plimsoll: allow x\n- a\n- b\n");
  EXPECT_EQ(inserted("{kind: Pod}\n"), "");
}

TEST(AddSuppressions, HasNoPlaceInJson) {
  LintOptions options;
  options.allow_reason = "";
  const RunResult result = lint_text(
      "a.json", "{\"kind\": \"Pod\", \"apiVersion\": \"v1\", \"spec\": {\"hostPID\": true}}", {"host-pid"}, options);
  ASSERT_EQ(result.files.front().diagnostics.size(), 1u);
  EXPECT_TRUE(result.files.front().diagnostics.begin()->fixes.empty());
}

TEST(Suppress, CostsNoMoreThanItsLength) {
  const auto seconds = [](const std::string& path, const std::string& text, std::initializer_list<const char*> rules) {
    const auto begin = std::chrono::steady_clock::now();
    lint_text(path, text, rules);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const auto repeated = [](std::string_view line, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += line;
    return text;
  };
  constexpr int kMany = hostile(20'000);
  const std::string pod = "apiVersion: v1\nkind: Pod\nspec:\n  hostPID: true\n";
  const std::pair<std::string, std::string> files[] = {
      {"Dockerfile", "FROM a:1\n" + repeated("# hadolint ignore=DL3004\nRUN sudo a\n", kMany)},
      {"Dockerfile", repeated("# nosemgrep\n", kMany) + "FROM a:1\nRUN sudo a\n"},
      {"Dockerfile", "FROM a:1\nRUN <<E\n" + repeated("# shellcheck disable=SC2086\nsudo a $b\n", kMany) + "E\n"},
      {"Dockerfile", "# plimsoll: allow " + std::string(1 << 20, 'x') + "\nFROM a:1\n"},
      {"Dockerfile", "# plimsoll: allow a" + repeated(", sudo-in-run", kMany) + "\nFROM a:1\n"},
      {"a.yaml", repeated("# plimsoll: allow host-pid\n", kMany) + pod},
      {"a.yaml", pod + repeated("  # trivy:ignore:KSV-0010\n", kMany) + "  hostNetwork: true\n"},
  };
  for (const auto& [path, text] : files) {
    EXPECT_LT(seconds(path, text, {"sudo-in-run", "host-pid", "unused-suppression", "malformed-suppression"}), 20)
        << text.substr(0, 60);
  }
}

}  // namespace
}  // namespace plimsoll
