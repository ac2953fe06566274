// Every format over one hostile result: a file name with all that any of them has to escape, a byte order mark, wide
// and combined characters, a tab, carriage returns, and a secret that only a fix would print.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "diagnose.h"
#include "output/output.h"
#include "output/report_paths.h"
#include "output/reports.h"

namespace plimsoll {
namespace {

using nlohmann::json;

constinit const Rule rule = {.severity = Severity::error, .group = Group::secrets};
const RegisteredRule registered{"some-rule", "dockerfile", &rule, "# some-rule\nSome <rule> | of `ours`.\n"};

const std::string kPath = "./a b%&<>\"'|`/é😀\n::x,y;z]{@me}/Dockerfile";
const std::string kText = "\xEF\xBB\xBF\tENV é😀=x TOKEN=hunter2\r\nRUN a\r\n";

Finding finding(Span span, std::string message) {
  Finding result;
  result.rule = &registered;
  result.severity = Severity::error;
  result.span = span;
  result.message = std::move(message);
  return result;
}

uint32_t at(std::string_view part) { return static_cast<uint32_t>(kText.find(part)); }

// A finding on é😀 with a fix, one on the secret with a fix that would print it, and a point at the end.
RunResult hostile_run() {
  std::vector<Finding> findings;
  findings.push_back(finding({at("é"), at("=x")}, "odd 'é😀'\n::error::<b>&\"]]>|[x](y) @me #1"));
  findings.back().fixes.push_back({true, "write <e>", {{{at("é"), at("=x")}, "e\n"}}});
  findings.back().notes.push_back({{at("RUN"), at("RUN") + 3}, "see\t<here>"});
  findings.push_back(finding({at("TOKEN"), at("\r\n")}, "a secret"));
  findings.back().hidden.push_back({at("hunter2"), at("\r\n")});
  findings.back().fixes.push_back({true, "move it", {{{at("RUN"), at("RUN")}, "ENV T=hunter2\n"}}});
  const auto end = static_cast<uint32_t>(kText.size());
  findings.push_back(finding({end, end}, "nothing follows"));
  findings.push_back(finding({at("RUN"), end}, "the whole line"));

  RunResult result;
  FileResult& file = result.files.emplace_back();
  file.path = kPath;
  file.text = kText;
  const Source source(kPath, kText);
  const HiddenSpans hidden(findings);
  std::vector<Diagnostic> diagnostics;
  for (const Finding& one : findings) diagnostics.push_back(diagnose(one, source, hidden));
  number_fingerprints(diagnostics);
  file.diagnostics = PackedDiagnostics(diagnostics);
  FileResult& skipped = result.files.emplace_back();
  skipped.path = "chart/<x>.yaml";
  skipped.status = FileResult::Status::skipped;
  skipped.reason = "a Helm <template>";
  return result;
}

std::string written(Format format, RunResult result = hostile_run()) {
  const Summary summary = summarize(result, Severity::info, Severity::warning);
  std::string out;
  const Write write = [&](std::string_view text) { out += text; };
  const ReportPaths paths("/home/me");
  switch (format) {
    case Format::text:
      write_text(result, summary, {}, write);
      break;
    case Format::concise:
      write_concise(result, {}, write);
      break;
    case Format::json:
      write_json(result, summary, write);
      break;
    case Format::jsonl:
      write_jsonl(result, write);
      break;
    case Format::sarif:
      write_sarif(result, summary, paths, write);
      break;
    case Format::github:
      write_github(result, paths, write);
      break;
    case Format::gitlab:
      write_gitlab(result, paths, write);
      break;
    case Format::checkstyle:
      write_checkstyle(result, write);
      break;
    case Format::junit:
      write_junit(result, write);
      break;
    case Format::rdjsonl:
      write_rdjsonl(result, paths, write);
      break;
    case Format::sonarqube:
      write_sonarqube(result, paths, write);
      break;
    case Format::markdown:
      write_markdown(result, summary, 65536, write);
      break;
    case Format::html:
      write_html(result, summary, write);
      break;
    case Format::azure:
      write_azure(result, paths, write);
      break;
    case Format::teamcity:
      write_teamcity(result, paths, write);
      break;
  }
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

TEST(Formats, NoneShowsASecret) {
  for (const auto& [name, format] : formats()) {
    const std::string out = written(format);
    EXPECT_FALSE(out.empty()) << name;
    EXPECT_EQ(out.find("hunter2"), std::string::npos) << name;
    EXPECT_EQ(out.find("move it"), std::string::npos) << name;
  }
  // It is left out of reports alone.
  EXPECT_EQ(hostile_run().files[0].diagnostics.unpack()[1].fixes.at(0).edits.at(0).text, "ENV T=hunter2\n");
}

TEST(Formats, AnEmptyRunIsAReportToo) {
  for (Format format : {Format::json, Format::sarif, Format::gitlab, Format::sonarqube}) {
    EXPECT_TRUE(json::accept(written(format, {})));
  }
  EXPECT_EQ(json::parse(written(Format::gitlab, {})), json::array());
  for (Format format : {Format::jsonl, Format::rdjsonl, Format::github, Format::azure, Format::teamcity}) {
    EXPECT_EQ(written(format, {}), "");
  }
  EXPECT_NE(written(Format::markdown, {}).find("nothing was checked"), std::string::npos);
  EXPECT_NE(written(Format::html, {}).find("nothing was checked"), std::string::npos);
}

TEST(Formats, JsonLinesHaveTheFindingsOfJson) {
  const json whole = json::parse(written(Format::json));
  json lines = json::array();
  for (const std::string& line : lines_of(written(Format::jsonl))) lines.push_back(json::parse(line));
  EXPECT_EQ(lines, whole.at("findings"));
  EXPECT_EQ(lines.at(0).at("path"), kPath);
  EXPECT_EQ(lines.at(0).at("start"), json({{"byte", 8}, {"line", 1}, {"column", 6}, {"utf16_column", 6}}));
  EXPECT_EQ(lines.at(0).at("end"), json({{"byte", 14}, {"line", 1}, {"column", 8}, {"utf16_column", 9}}));
}

TEST(Formats, Rdjsonl) {
  const auto lines = lines_of(written(Format::rdjsonl));
  ASSERT_EQ(lines.size(), 4u);
  const json first = json::parse(lines[0]);
  EXPECT_EQ(first.at("location").at("path"), kPath.substr(2));
  // Bytes, with the three of the byte order mark.
  const json range = {{"start", {{"line", 1}, {"column", 9}}}, {"end", {{"line", 1}, {"column", 15}}}};
  EXPECT_EQ(first.at("location").at("range"), range);
  EXPECT_EQ(first.at("suggestions"), json::array({{{"range", range}, {"text", "e\n"}}}));
  EXPECT_EQ(first.at("severity"), "ERROR");
  EXPECT_EQ(first.at("code").at("value"), "some-rule");
  EXPECT_EQ(first.at("related_locations").at(0).at("location").at("range").at("start"),
            json({{"line", 2}, {"column", 1}}));
  EXPECT_FALSE(json::parse(lines[1]).contains("suggestions"));
}

// As the runner reads a command: properties up to "::", then the message, each with its escapes undone.
struct Command {
  std::string name, message;
  std::map<std::string, std::string> properties;
};

std::string unescaped(std::string text) {
  for (auto [code, plain] : {std::pair{"%0D", "\r"}, {"%0A", "\n"}, {"%3A", ":"}, {"%2C", ","}, {"%25", "%"}}) {
    for (size_t found = text.find(code); found != std::string::npos; found = text.find(code, found + 1)) {
      text.replace(found, 3, plain);
    }
  }
  return text;
}

Command command_of(const std::string& line) {
  Command command;
  EXPECT_TRUE(line.starts_with("::")) << line;
  const size_t end = line.find("::", 2), blank = line.find(' ');
  command.name = line.substr(2, blank - 2);
  command.message = unescaped(line.substr(end + 2));
  std::string properties = line.substr(blank + 1, end - blank - 1) + ",";
  for (size_t comma = properties.find(','); comma != std::string::npos; comma = properties.find(',')) {
    const size_t equals = properties.find('=');
    EXPECT_LT(equals, comma) << line;
    command.properties[properties.substr(0, equals)] = unescaped(properties.substr(equals + 1, comma - equals - 1));
    properties.erase(0, comma + 1);
  }
  return command;
}

TEST(Formats, Github) {
  const auto lines = lines_of(written(Format::github));
  ASSERT_EQ(lines.size(), 4u);
  const Command first = command_of(lines[0]);
  EXPECT_EQ(first.name, "error");
  EXPECT_EQ(first.message, "odd 'é😀'\\x0a::error::<b>&\"]]>|[x](y) @me #1");
  EXPECT_EQ(first.properties,
            (std::map<std::string, std::string>{
                {"file", kPath.substr(2)}, {"line", "1"}, {"col", "6"}, {"endColumn", "8"}, {"title", "some-rule"}}));
  // Of several lines there are no columns.
  EXPECT_EQ(command_of(lines[3]).properties.count("col"), 0u);
  EXPECT_EQ(command_of(lines[3]).properties.at("endLine"), "3");
}

TEST(Formats, GithubShowsTheWorstFirst) {
  RunResult result = hostile_run();
  std::vector<Diagnostic> diagnostics = result.files[0].diagnostics.unpack();
  diagnostics[0].severity = Severity::info;
  diagnostics[1].severity = Severity::warning;
  result.files[0].diagnostics = PackedDiagnostics(diagnostics);
  const auto lines = lines_of(written(Format::github, std::move(result)));
  std::vector<std::string> names;
  for (const std::string& line : lines) names.push_back(command_of(line).name);
  EXPECT_EQ(names, (std::vector<std::string>{"error", "error", "warning", "notice"}));
}

TEST(Formats, Gitlab) {
  const json issues = json::parse(written(Format::gitlab));
  ASSERT_EQ(issues.size(), 4u);
  EXPECT_EQ(issues.at(0).at("location"), json({{"path", kPath.substr(2)}, {"lines", {{"begin", 1}, {"end", 1}}}}));
  EXPECT_EQ(issues.at(0).at("severity"), "critical");
  EXPECT_EQ(issues.at(0).at("check_name"), "some-rule");
  // The same line of two files has two fingerprints.
  RunResult twice = hostile_run();
  twice.files.push_back(twice.files[0]);
  twice.files[2].path = "other";
  std::vector<Diagnostic> others = twice.files[2].diagnostics.unpack();
  for (Diagnostic& diagnostic : others) diagnostic.path = "other";
  twice.files[2].diagnostics = PackedDiagnostics(others);
  std::map<std::string, int> fingerprints;
  for (const json& issue : json::parse(written(Format::gitlab, std::move(twice)))) {
    ++fingerprints[issue.at("fingerprint").get<std::string>()];
  }
  EXPECT_EQ(fingerprints.size(), 8u);
}

TEST(Formats, Sonarqube) {
  const json report = json::parse(written(Format::sonarqube));
  ASSERT_EQ(report.at("rules").size(), 1u);
  EXPECT_EQ(report.at("rules").at(0).at("impacts"),
            json::array({{{"softwareQuality", "SECURITY"}, {"severity", "HIGH"}}}));
  const auto range = [&](size_t i) { return report.at("issues").at(i).at("primaryLocation").at("textRange"); };
  EXPECT_EQ(range(0), json({{"startLine", 1}, {"endLine", 1}, {"startColumn", 5}, {"endColumn", 8}}));
  EXPECT_EQ(range(2), json({{"startLine", 3}, {"endLine", 3}}));  // a point
  EXPECT_EQ(range(3), json({{"startLine", 2}, {"endLine", 2}}));  // with its line break
}

TEST(Formats, Checkstyle) {
  const std::string out = written(Format::checkstyle);
  EXPECT_NE(out.find("<file name=\"./a b%&#38;&#60;&#62;&#34;&#39;|`/é😀&#10;::x,y;z]{@me}/Dockerfile\">"),
            std::string::npos);
  EXPECT_NE(
      out.find("<error line=\"1\" column=\"6\" severity=\"error\" message=\"odd &#39;é😀&#39;&#10;::error::&#60;b"),
      std::string::npos);
}

TEST(Formats, Junit) {
  const std::string out = written(Format::junit);
  EXPECT_NE(out.find("<testsuites name=\"plimsoll\" tests=\"5\" failures=\"4\" errors=\"0\">"), std::string::npos);
  EXPECT_NE(out.find("<skipped message=\"a Helm &#60;template&#62;\"/>"), std::string::npos);
  RunResult clean;
  clean.files.emplace_back().path = "clean";
  EXPECT_NE(written(Format::junit, clean).find("<testcase name=\"plimsoll\" classname=\"clean\"/>"), std::string::npos);
}

TEST(Formats, AzureAndTeamcity) {
  const auto azure = lines_of(written(Format::azure));
  ASSERT_EQ(azure.size(), 4u);
  EXPECT_TRUE(
      azure[0].starts_with("##vso[task.logissue type=error;sourcepath=a b%AZP25&<>\"'|`/é😀%0A::x,y%3Bz%5D{@me}/"
                           "Dockerfile;linenumber=1;columnnumber=6;code=some-rule]odd"))
      << azure[0];
  const auto teamcity = lines_of(written(Format::teamcity));
  ASSERT_EQ(teamcity.size(), 5u);  // and the type
  EXPECT_NE(teamcity[1].find("file='a b%&<>\"|'||`/|0x00E9|0xD83D|0xDE00|n::x,y;z|]{@me}/Dockerfile'"),
            std::string::npos)
      << teamcity[1];
}

TEST(Formats, MarkdownIsInert) {
  const std::string out = written(Format::markdown);
  EXPECT_EQ(out.find("@me}"), std::string::npos);
  EXPECT_EQ(out.find("<b>"), std::string::npos);
  EXPECT_EQ(out.find("[x](y)"), std::string::npos);
  EXPECT_NE(out.find("| <code>some-rule</code> | error | 4 | 2 |"), std::string::npos) << out;
}

RunResult large_run(size_t findings) {
  RunResult result = hostile_run();
  std::vector<Diagnostic> diagnostics = result.files[0].diagnostics.unpack();
  diagnostics.resize(findings, diagnostics[0]);
  result.files[0].diagnostics = PackedDiagnostics(diagnostics);
  return result;
}

TEST(Formats, MarkdownFitsIntoAComment) {
  const std::string out = written(Format::markdown, large_run(5000));
  EXPECT_LE(out.size(), 65536u);
  EXPECT_GT(out.size(), 60000u);
  EXPECT_TRUE(out.ends_with("more findings had no room here.\n")) << out.substr(out.size() - 100);
  EXPECT_NE(out.find("5000 findings"), std::string::npos);
}

TEST(Formats, HtmlIsSelfContainedAndEscaped) {
  const std::string out = written(Format::html);
  EXPECT_NE(out.find("content=\"default-src 'none'; style-src 'sha256-"), std::string::npos);
  for (const char* bad : {"<b>", "<here>", "<e>", "<template>", "src=", "http://", "https://", "url(", "@import"}) {
    EXPECT_EQ(out.find(bad), std::string::npos) << bad;
  }
  EXPECT_NE(out.find("<mark>é😀</mark>"), std::string::npos);
  EXPECT_NE(out.find("TOKEN=*******"), std::string::npos);
  EXPECT_NE(out.find("<span class=\"caret\">^^^</span>"), std::string::npos);
}

TEST(ReportPaths, AreRelativeToTheRoot) {
  const ReportPaths here("/home/me/project");
  EXPECT_EQ(here.shown("./././a/b"), "a/b");
  EXPECT_EQ(here.shown("/home/me/project/a"), "a");
  EXPECT_EQ(here.shown("/home/me/project2/a"), "/home/me/project2/a");
  EXPECT_EQ(here.shown("../a"), "../a");
  const ReportPaths above("/home/me/project/sub/folder", "/home/me/project/");
  EXPECT_EQ(above.shown("a"), "sub/folder/a");
  EXPECT_EQ(above.shown("../a"), "sub/a");
  EXPECT_EQ(above.shown("../../../a"), "../a");
  EXPECT_EQ(above.shown("/home/me/project/x"), "x");
  EXPECT_EQ(ReportPaths("/home/me", "/elsewhere").shown("a"), "a");
}

// "FORMAT:PATH …" of the targets, or what is wrong.
std::string plan(std::optional<Format> format, const std::vector<std::string>& outputs) {
  std::vector<ReportTarget> targets;
  if (std::string error = plan_reports(format, outputs, targets); !error.empty()) return error;
  std::string result;
  for (const ReportTarget& target : targets) {
    const auto named = std::find_if(formats().begin(), formats().end(),
                                    [&](const auto& entry) { return entry.second == target.format; });
    result += (result.empty() ? "" : " ") + named->first + ":" + target.path;
  }
  return result;
}

TEST(Reports, Plan) {
  EXPECT_EQ(plan({}, {}), "text:");
  EXPECT_EQ(plan(Format::json, {}), "json:");
  EXPECT_EQ(plan(Format::json, {"out"}), "json:out");
  EXPECT_EQ(plan({}, {"sarif=a=b", "html=c"}), "text: sarif:a=b html:c");
  EXPECT_EQ(plan(Format::concise, {"out", "sarif=a"}), "concise:out sarif:a");
  EXPECT_EQ(plan({}, {"sarif=-", "html=x"}), "sarif: html:x");
  EXPECT_EQ(plan(Format::sarif, {"sarif=-"}), "sarif:");
  EXPECT_EQ(plan(Format::json, {"-"}), "json:");
  EXPECT_EQ(plan({}, {"./a=b"}), "text:./a=b");
  EXPECT_EQ(plan(Format::json, {"sarif=-"}), "two reports go to standard output");
  EXPECT_EQ(plan({}, {"json=-", "sarif=-"}), "two reports go to standard output");
  EXPECT_EQ(plan({}, {"json=a", "sarif=./x/../a"}), "two reports go to './x/../a'");
  EXPECT_EQ(plan({}, {"a", "b"}), "--output: two paths have no format; write FORMAT=PATH");
  EXPECT_EQ(plan({}, {"sarf=x"}), "--output: 'sarf' is no format; did you mean 'sarif'?");
  EXPECT_EQ(plan({}, {"quite=x"}), "--output: 'quite' is no format; write ./quite=x if that is a path");
  EXPECT_EQ(plan({}, {"sarif="}), "--output: 'sarif=' has no path");
}

}  // namespace
}  // namespace plimsoll
