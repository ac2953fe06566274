#include <gtest/gtest.h>

#include "diagnose.h"
#include "output/output.h"
#include "output/summary_text.h"

namespace plimsoll {
namespace {

constinit const Rule rule = {.severity = Severity::warning, .group = Group::style};
const RegisteredRule registered{"some-rule", "dockerfile", &rule, "# some-rule\nSome rule.\n"};

Finding finding(Span span, std::string message = "wrong") {
  return {.rule = &registered,
          .severity = Severity::warning,
          .span = span,
          .message = std::move(message),
          .notes = {},
          .fixes = {},
          .hidden = {}};
}

// The finding on the bytes between « and » in the text.
std::string render(std::string text, const std::string& path = "f") {
  const auto begin = static_cast<uint32_t>(text.find("«"));
  text.erase(begin, 2);
  const auto end = static_cast<uint32_t>(text.find("»"));
  text.erase(end, 2);
  return render_text(diagnose(finding({begin, end}), Source(path, text)), {});
}

TEST(Text, Carets) {
  EXPECT_EQ(render("FROM «debian» AS base\n"),
            "f:1:6: warning: wrong [some-rule]\n"
            "  1 | FROM debian AS base\n"
            "    |      ^^^^^^\n");
  // Tabs are blanks in both lines.
  EXPECT_EQ(render("a\tb«\tc»d"),
            "f:1:4: warning: wrong [some-rule]\n"
            "  1 | a   b   cd\n"
            "    |      ^^^^\n");
  // Wide characters take two columns, combining marks none.
  EXPECT_EQ(render("日本«語»é«"),
            "f:1:3: warning: wrong [some-rule]\n"
            "  1 | 日本語é«\n"
            "    |     ^^\n");
  EXPECT_EQ(render("e\xCC\x81 😀 «x»"),
            "f:1:6: warning: wrong [some-rule]\n"
            "  1 | e\xCC\x81 😀 x\n"
            "    |      ^\n");
  // A point, at the end of a line, of an empty line and of the file.
  EXPECT_EQ(render("ab«»\n"), "f:1:3: warning: wrong [some-rule]\n  1 | ab\n    |   ^\n");
  EXPECT_EQ(render("ab\n«»"), "f:2:1: warning: wrong [some-rule]\n  2 |\n    | ^\n");
  EXPECT_EQ(render("«»"), "f:1:1: warning: wrong [some-rule]\n  1 |\n    | ^\n");
  EXPECT_EQ(render("\xEF\xBB\xBF«FROM» x\r\n"), "f:1:1: warning: wrong [some-rule]\n  1 | FROM x\n    | ^^^^\n");
}

// The columns of the first and the last caret below the marked text, from 0.
std::pair<size_t, size_t> carets(const std::string& text) {
  const std::string shown = render(text);
  const size_t line = shown.find("    | ") + 6, first = shown.find('^', line);
  return {first - line, shown.find('\n', first) - 1 - line};
}

TEST(Text, CharactersAreWhatReadersSee) {
  const std::pair<size_t, size_t> third{3, 3};
  EXPECT_EQ(carets("👨\u200d👩\u200d👧 «x»"), third);  // a family is one emoji
  EXPECT_EQ(carets("🇩🇪 «x»"), third);               // a flag is two letters
  EXPECT_EQ(carets("👍🏽 «x»"), third);       // a thumb with its colour
  EXPECT_EQ(carets("❤\uFE0F «x»"), third);          // a heart that asks to be an emoji
  EXPECT_EQ(carets("한 «x»"), third);               // three letters in one block
  EXPECT_EQ(carets("ｆ «x»"), third);
  EXPECT_EQ(carets("e\u0301\u0302a «x»"), third);
  // A mark inside of a character marks the whole of it, and the widths of what is marked add up.
  EXPECT_EQ(carets("a👨«\u200d👩»b"), (std::pair<size_t, size_t>{1, 2}));
  EXPECT_EQ(carets("a«日本é»b"), (std::pair<size_t, size_t>{1, 5}));
}

TEST(Text, LinesAreCutToTheTerminal) {
  const auto shown = [](const std::string& text, Span mark) {
    return render_text(diagnose(finding(mark), Source("f", text)), {.columns = 26});  // 20 for the line
  };
  EXPECT_EQ(shown("0123456789abcdefghij", {3, 4}),
            "f:1:4: warning: wrong [some-rule]\n  1 | 0123456789abcdefghij\n    |    ^\n");
  EXPECT_EQ(shown("0123456789abcdefghijk", {18, 20}),
            "f:1:19: warning: wrong [some-rule]\n  1 | …3456789abcdefghijk\n    |                 ^^\n");
  // Wide characters are not cut in half.
  EXPECT_EQ(shown("日本日本日本日本日本日本日本", {18, 21}),
            "f:1:7: warning: wrong [some-rule]\n  1 | …日本日本日本日本日…\n    |      ^^\n");
}

TEST(Text, BuildServersFindNothingToObey) {
  EXPECT_EQ(render("«x» ##vso[task.x]", "::add-mask::x"),
            "./::add-mask::x:1:1: warning: wrong [some-rule]\n  1 | x #\\x23vso[task.x]\n    | ^\n");
  EXPECT_EQ(printable("##[x] ##teamcity[ ## [ #["), "#\\x23[x] #\\x23teamcity[ ## [ #[");
}

TEST(Text, LinksOfRules) {
  const Diagnostic diagnostic = diagnose(finding({0, 1}), Source("f", "a"));
  EXPECT_EQ(render_concise(diagnostic, {.homepage = "https://example.org/x"}),
            "f:1:1: warning: wrong [\x1b]8;;https://example.org/x/blob/main/rules/dockerfile/some-rule.md\x1b\\"
            "some-rule\x1b]8;;\x1b\\]\n");
}

TEST(Text, SummaryNamesTheCommandThatFixes) {
  Summary summary;
  EXPECT_EQ(fixable_line(summary), "");
  summary.fix_command = "plimsoll --fix .";
  EXPECT_EQ(fixable_line(summary), "");
  summary.fixable = 3;
  EXPECT_EQ(fixable_line(summary), "3 can be fixed by 'plimsoll --fix .'");
  summary.unsafe_fixable = 2;
  EXPECT_EQ(fixable_line(summary), "3 can be fixed by 'plimsoll --fix .', 2 more with --unsafe-fixes");
  summary.fixable = 0;
  EXPECT_EQ(fixable_line(summary), "2 can be fixed by 'plimsoll --fix . --unsafe-fixes'");
  summary.fix_command.clear();  // this run fixed
  EXPECT_EQ(fixable_line(summary), "2 can be fixed with --unsafe-fixes");
}

TEST(Text, SeveralLines) {
  EXPECT_EQ(render("a «b\n  c» d\n"),
            "f:1:3: warning: wrong [some-rule]\n"
            "  1 | a b\n"
            "    |   ^\n"
            "  2 |   c d\n"
            "    |   ^\n");
  EXPECT_EQ(render("1\n2\n3\n4\n5\n6\n7\n8\n9 «x\n10\n\n12\n13\n14» x\n"),
            "f:9:3: warning: wrong [some-rule]\n"
            "   9 | 9 x\n"
            "     |   ^\n"
            "  10 | 10\n"
            "     | ^^\n"
            "  ...\n"
            "  14 | 14 x\n"
            "     | ^^\n");
  // A span that ends with its line break shows one line.
  EXPECT_EQ(render("«abc\n»def\n"), "f:1:1: warning: wrong [some-rule]\n  1 | abc\n    | ^^^\n");
}

TEST(Text, NothingReachesTheTerminalRaw) {
  EXPECT_EQ(render("\x1b[31m«x»\x7f\xFF\xE2\x80\xAE", "p\n\x1b"),
            "p\\x0a\\x1b:1:6: warning: wrong [some-rule]\n"
            "  1 | \\x1b[31mx\\x7f\xEF\xBF\xBD\\u{202e}\n"
            "    |         ^\n");
  const Diagnostic diagnostic = diagnose(finding({0, 1}, "a\x1b]0;b\x07\tc"), Source("f", "x"));
  EXPECT_EQ(render_concise(diagnostic, {}), "f:1:1: warning: a\\x1b]0;b\\x07\\x09c [some-rule]\n");
}

TEST(Text, LongLinesAreCut) {
  const std::string left(1000, 'l'), right(1000, 'r');
  const std::string shown = render(left + "«é»" + right);
  EXPECT_EQ(shown, "f:1:1001: warning: wrong [some-rule]\n  1 | …" + std::string(40, 'l') + "é" +
                       std::string(119, 'r') + "…\n    | " + std::string(41, ' ') + "^\n");
  EXPECT_EQ(render("«é»" + right),
            "f:1:1: warning: wrong [some-rule]\n  1 | é" + std::string(159, 'r') + "…\n    | ^\n");
  EXPECT_EQ(render(left + "«é»"), "f:1:1001: warning: wrong [some-rule]\n  1 | …" + std::string(159, 'l') +
                                      "é\n    | " + std::string(160, ' ') + "^\n");
}

TEST(Text, NotesAndHelp) {
  Finding two = finding({0, 1});
  two.notes.push_back({{2, 3}, "first here"});
  two.fixes.push_back({true, "write b", {}});
  EXPECT_EQ(render_text(diagnose(two, Source("f", "a\nb\n")), {}),
            "f:1:1: warning: wrong [some-rule]\n"
            "  1 | a\n"
            "    | ^\n"
            "f:2:1: note: first here\n"
            "  2 | b\n"
            "    | ^\n"
            "    = help: write b\n");
  Location other{"other", {}, {}};
  Finding far = finding({0, 1});
  far.notes.push_back({{}, "there", &other});
  EXPECT_EQ(render_text(diagnose(far, Source("f", "a")), {}),
            "f:1:1: warning: wrong [some-rule]\n"
            "  1 | a\n"
            "    | ^\n"
            "other:1:1: note: there\n");
}

TEST(Text, ColourChangesNoText) {
  Finding one = finding({0, 1});
  one.notes.push_back({{2, 3}, "here"});
  const Diagnostic diagnostic = diagnose(one, Source("f", "a\nb\n"));
  std::string coloured = render_text(diagnostic, {.color = true}), stripped;
  for (size_t at = 0; at < coloured.size(); ++at) {
    if (coloured[at] == '\x1b') {
      at = coloured.find('m', at);
    } else {
      stripped += coloured[at];
    }
  }
  EXPECT_NE(coloured, stripped);
  EXPECT_EQ(stripped, render_text(diagnostic, {}));
}

TEST(Text, SecretsAreHiddenInEveryFinding) {
  const Source source("f", "ENV TOKEN=hunter2 X=1\n");
  Finding secret = finding({4, 9});
  secret.hidden.push_back({10, 17});
  const HiddenSpans hidden({secret});
  for (Span span : {Span{4, 9}, Span{18, 21}, Span{10, 17}}) {
    EXPECT_NE(render_text(diagnose(finding(span), source, hidden), {}).find("  1 | ENV TOKEN=******* X=1\n"),
              std::string::npos);
  }
  // Another secret on the line does not make it another finding.
  const Source other("f", "ENV TOKEN=hunter2x X=1\n");
  Finding longer = finding({4, 9});
  longer.hidden.push_back({10, 18});
  EXPECT_EQ(diagnose(secret, source, hidden).fingerprint, diagnose(longer, other, HiddenSpans({longer})).fingerprint);
}

TEST(Text, Fingerprints) {
  auto of = [](const std::string& text, Span span) { return diagnose(finding(span), Source("f", text)).fingerprint; };
  EXPECT_EQ(of("RUN  x\n", {4, 5}), of("# moved\n\tRUN x\n", {9, 10}));
  EXPECT_NE(of("RUN x\n", {4, 5}), of("RUN y\n", {4, 5}));
  EXPECT_EQ(of("x", {0, 1}).size(), 16u);
  std::vector<Diagnostic> all;
  const Source source("f", "RUN x\nRUN y\nRUN x\n");
  for (Span span : {Span{4, 5}, Span{10, 11}, Span{16, 17}}) all.push_back(diagnose(finding(span), source));
  number_fingerprints(all);
  EXPECT_TRUE(all[0].fingerprint.ends_with(":1"));
  EXPECT_TRUE(all[1].fingerprint.ends_with(":1"));
  EXPECT_TRUE(all[2].fingerprint.ends_with(":2"));
  EXPECT_EQ(all[0].fingerprint.substr(0, 16), all[2].fingerprint.substr(0, 16));
}

FileResult file(std::string path, FileResult::Status status, std::string reason = {}, bool named = false) {
  FileResult result;
  result.path = std::move(path);
  result.status = status;
  result.reason = std::move(reason);
  result.named = named;
  return result;
}

std::string summary_of(RunResult result, Severity shown = Severity::info,
                       std::optional<Severity> fail_on = Severity::warning) {
  const Summary summary = summarize(result, shown, fail_on);
  return std::to_string(summary.exit_code) + " " + summary_line(summary) + "\n";
}

TEST(Text, SummaryAndExitCode) {
  using Status = FileResult::Status;
  RunResult two;
  two.files.push_back(file("a", Status::checked));
  std::vector<Diagnostic> diagnostics;
  for (Severity severity : {Severity::info, Severity::warning})
    diagnostics.emplace_back(diagnose(finding({0, 1}), Source("a", "x"))).severity = severity;
  two.files[0].diagnostics = PackedDiagnostics(diagnostics);
  EXPECT_EQ(summary_of(two), "1 2 findings (1 warning, 1 info) in 1 file; 1 file checked\n");
  EXPECT_EQ(summary_of(two, Severity::error), "1 no findings, 2 below --min-severity; 1 file checked\n");
  EXPECT_EQ(summary_of(two, Severity::info, Severity::error),
            "0 2 findings (1 warning, 1 info) in 1 file; 1 file checked\n");
  EXPECT_EQ(summary_of(two, Severity::info, std::nullopt),
            "0 2 findings (1 warning, 1 info) in 1 file; 1 file checked\n");
  two.files.push_back(file("b", Status::failed, "Permission denied"));
  two.files.push_back(file("c", Status::skipped, "a Helm template"));
  EXPECT_EQ(summary_of(two),
            "2 2 findings (1 warning, 1 info) in 1 file; 1 file checked, 1 skipped, 1 could not be read\n");
  std::string unchecked;
  write_unchecked(two, [&](std::string_view text) { unchecked += text; });
  EXPECT_EQ(unchecked, "plimsoll: b: Permission denied\nplimsoll: c: not checked: a Helm template\n");

  EXPECT_EQ(summary_of({}), "2 nothing was checked\n");
  EXPECT_EQ(summary_of({{file("a", Status::checked), file("b", Status::checked)}}), "0 no findings; 2 files checked\n");
  EXPECT_EQ(summary_of({{file("a", Status::not_ours)}}),
            "2 nothing was checked; 1 neither Dockerfile nor Kubernetes manifest\n");
  EXPECT_EQ(summary_of({{file("a", Status::not_ours, "", true)}}),
            "0 nothing was checked; 1 neither Dockerfile nor Kubernetes manifest\n");
}

}  // namespace
}  // namespace plimsoll
