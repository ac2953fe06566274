#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "diagnose.h"
#include "output/output.h"
#include "output/report_paths.h"

namespace plimsoll {
namespace {

using nlohmann::json;

constinit const Rule style_rule = {.severity = Severity::info, .group = Group::style};
constinit const Rule secret_rule = {.severity = Severity::error, .group = Group::secrets};
const RegisteredRule style{"odd-style", "dockerfile", &style_rule,
                           "# odd-style\nOdd style is odd.\n\nWrite it even.\n\n```dockerfile\nFROM x\n```\n"};
const RegisteredRule secret{"hardcoded-secret", "kubernetes", &secret_rule,
                            "# hardcoded-secret\nA secret\nin a file.\n"};

Finding finding(const RegisteredRule& rule, Span span, std::string message = "wrong") {
  return {.rule = &rule,
          .severity = rule.rule->severity,
          .span = span,
          .message = std::move(message),
          .notes = {},
          .fixes = {},
          .hidden = {}};
}

RunResult run_of(const std::string& path, const std::string& text, const std::vector<Finding>& findings) {
  RunResult result;
  FileResult& file = result.files.emplace_back();
  file.path = path;
  const Source source(path, text);
  std::vector<Diagnostic> diagnostics;
  for (const Finding& one : findings) diagnostics.push_back(diagnose(one, source));
  number_fingerprints(diagnostics);
  file.diagnostics = PackedDiagnostics(diagnostics);
  return result;
}

json sarif(RunResult result, const std::string& folder = "/home/me/project") {
  const Summary summary = summarize(result, Severity::info, Severity::warning);
  std::string out;
  write_sarif(result, summary, ReportPaths(folder), [&](std::string_view text) { out += text; });
  EXPECT_TRUE(out.ends_with("}\n"));
  return json::parse(out).at("runs").at(0);
}

json first_result(const std::string& text, Finding one) {
  return sarif(run_of("f", text, {std::move(one)})).at("results").at(0);
}

json region_of(const std::string& text, Span span) {
  json region = first_result(text, finding(style, span)).at("locations").at(0).at("physicalLocation").at("region");
  region.erase("snippet");
  return region;
}

TEST(Sarif, EmptyRun) {
  const json run = sarif({});
  EXPECT_EQ(run.at("results"), json::array());
  EXPECT_EQ(run.at("tool").at("driver").at("rules"), json::array());
  EXPECT_EQ(run.at("columnKind"), "utf16CodeUnits");
  EXPECT_FALSE(run.at("originalUriBaseIds").at("%SRCROOT%").contains("uri"));
  EXPECT_EQ(run.at("invocations").at(0).at("exitCode"), 2);
  EXPECT_EQ(run.at("invocations").at(0).at("executionSuccessful"), false);
}

TEST(Sarif, TellsWhatIsWrongInConfigurations) {
  RunResult result;
  result.config_problems = {{"sub/.plimsoll.yaml", 3, 7, "unknown key 'ruels'", false}};
  const json notification = sarif(std::move(result)).at("invocations").at(0).at("toolConfigurationNotifications").at(0);
  EXPECT_EQ(notification.at("level"), "error");
  EXPECT_EQ(notification.at("message").at("text"), "unknown key 'ruels'.");
  const json place = notification.at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("artifactLocation").at("uri"), "sub/.plimsoll.yaml");
  EXPECT_EQ(place.at("region").at("startLine"), 3);
}

TEST(Sarif, RulesThatFired) {
  const json run = sarif(run_of("f", "abc", {finding(style, {0, 1}), finding(secret, {1, 2}), finding(style, {2, 3})}));
  const json& rules = run.at("tool").at("driver").at("rules");
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0].at("id"), "hardcoded-secret");
  EXPECT_EQ(rules[0].at("name"), "HardcodedSecret");
  EXPECT_EQ(rules[0].at("shortDescription").at("text"), "A secret in a file.");
  EXPECT_EQ(rules[0].at("properties").at("tags"), json::parse(R"(["kubernetes", "security", "secrets"])"));
  EXPECT_EQ(rules[0].at("properties").at("security-severity"), "8.0");
  EXPECT_EQ(rules[1].at("defaultConfiguration").at("level"), "note");
  EXPECT_EQ(rules[1].at("fullDescription").at("text"), "Odd style is odd.\n\nWrite it even.");
  EXPECT_EQ(rules[1].at("help").at("markdown"), style.page);
  EXPECT_FALSE(rules[1].at("properties").contains("security-severity"));
  EXPECT_EQ(rules[1].at("properties").at("problem.severity"), "recommendation");
  std::string indices;
  for (const json& result : run.at("results")) indices += std::to_string(result.at("ruleIndex").get<int>());
  EXPECT_EQ(indices, "101");
}

TEST(Sarif, RegionsHaveWidth) {
  EXPECT_EQ(region_of("a😀b", {5, 6}),
            json::parse(R"({"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5})"));
  // A point takes the character behind it, else the one before it, else the line.
  EXPECT_EQ(region_of("a😀b", {1, 1}),
            json::parse(R"({"startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 4})"));
  EXPECT_EQ(region_of("a😀\n", {5, 5}),
            json::parse(R"({"startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 4})"));
  EXPECT_EQ(region_of("a\n\nb", {2, 2}), json::parse(R"({"startLine": 2})"));
  EXPECT_EQ(region_of("ab\ncd\n", {1, 4}),
            json::parse(R"({"startLine": 1, "startColumn": 2, "endLine": 2, "endColumn": 2})"));
}

TEST(Sarif, Snippets) {
  const json place =
      first_result("FROM x\nRUN y\n", finding(style, {5, 10})).at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("region").at("snippet").at("text"), "x\nRUN");
  EXPECT_EQ(place.at("contextRegion").at("snippet").at("text"), "FROM x\nRUN y");
  const json empty = first_result("\n", finding(style, {0, 0})).at("locations").at(0).at("physicalLocation");
  EXPECT_FALSE(empty.at("region").contains("snippet"));
  EXPECT_FALSE(empty.contains("contextRegion"));
}

TEST(Sarif, Addresses) {
  auto uri = [](const std::string& path) {
    const json place = sarif(run_of(path, "x", {finding(style, {0, 1})})).at("results").at(0).at("locations").at(0);
    const json& artifact = place.at("physicalLocation").at("artifactLocation");
    return artifact.at("uri").get<std::string>() + (artifact.contains("uriBaseId") ? " root" : "");
  };
  EXPECT_EQ(uri("a/Dockerfile"), "a/Dockerfile root");
  EXPECT_EQ(uri("a b/é:#?%.yaml"), "a%20b/%C3%A9%3A%23%3F%25.yaml root");
  EXPECT_EQ(uri("\xFF"), "%FF root");
  EXPECT_EQ(uri("/home/me/project/a/Dockerfile"), "a/Dockerfile root");
  EXPECT_EQ(uri("/home/me/project2/Dockerfile"), "file:///home/me/project2/Dockerfile");
}

TEST(Sarif, MessagesNotesAndFixes) {
  Finding one = finding(style, {0, 1}, "'a[0](1)' is odd");
  one.notes.push_back({{2, 3}, "the [other] one"});
  one.fixes.push_back({true, "even it", {{{0, 1}, "b"}, {{3, 3}, "\n"}, {{1, 2}, ""}}});
  const json result = first_result("a😀", one).at("message");
  EXPECT_EQ(result.at("text"), "'a[0\\](1)' is odd. See: [the \\[other\\] one](1).");
  const json whole = first_result("abcd", one);
  EXPECT_EQ(whole.at("relatedLocations").at(0).at("id"), 1);
  EXPECT_EQ(whole.at("relatedLocations").at(0).at("message").at("text"), "the [other] one.");
  const json& fix = whole.at("fixes").at(0);
  EXPECT_EQ(fix.at("description").at("text"), "even it.");
  const json& edits = fix.at("artifactChanges").at(0).at("replacements");
  EXPECT_EQ(edits.at(0).at("insertedContent").at("text"), "b");
  EXPECT_EQ(edits.at(1).at("deletedRegion"),
            json::parse(R"({"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 4})"));
  EXPECT_FALSE(edits.at(2).contains("insertedContent"));
}

TEST(Sarif, WhatWasNotCheckedIsNotified) {
  RunResult result = run_of("a", "x", {});
  for (auto [status, reason] : {std::pair{FileResult::Status::failed, "Permission denied"},
                                {FileResult::Status::skipped, "a Helm template"},
                                {FileResult::Status::not_ours, ""}}) {
    FileResult& file = result.files.emplace_back();
    file.path = "b";
    file.status = status;
    file.reason = reason;
  }
  const json invocation = sarif(result).at("invocations").at(0);
  const json& notifications = invocation.at("toolExecutionNotifications");
  ASSERT_EQ(notifications.size(), 2u);
  EXPECT_EQ(notifications[0].at("level"), "error");
  EXPECT_EQ(notifications[0].at("message").at("text"), "'b' was not checked: Permission denied.");
  EXPECT_EQ(notifications[1].at("level"), "note");
}

TEST(Json, IsValidWhateverComesIn) {
  RunResult result = run_of("p\xFF\n\"\\", "\xFF\x01", {finding(style, {0, 1}, "\x01\x7f \xC3\xA9 \xC3")});
  const Summary summary = summarize(result, Severity::info, Severity::warning);
  std::string out;
  write_json(result, summary, [&](std::string_view text) { out += text; });
  const json parsed = json::parse(out);
  EXPECT_EQ(parsed.at("schema_version"), 1);
  EXPECT_EQ(parsed.at("files").at(0).at("path"), "p\xEF\xBF\xBD\n\"\\");
  const json& one = parsed.at("findings").at(0);
  EXPECT_EQ(one.at("message"), "\x01\x7f \xC3\xA9 \xEF\xBF\xBD");
  EXPECT_EQ(one.at("start"), json::parse(R"({"byte": 0, "line": 1, "column": 1, "utf16_column": 1})"));
  EXPECT_EQ(one.at("end").at("byte"), 1);
  EXPECT_EQ(parsed.at("summary").at("infos"), 1);
  sarif(result);
}

}  // namespace
}  // namespace plimsoll
