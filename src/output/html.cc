// One self-contained page: charts, then the findings by file with their lines, then by rule. It needs nothing from
// elsewhere and may load nothing (Content-Security-Policy); its script only filters what is there.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "output/html/page.h"
#include "output/snippet_text.h"
#include "output/statistics.h"
#include "output/summary_text.h"
#include "output/xml.h"
#include "secrets.h"

namespace plimsoll {
namespace {

constexpr size_t kMostBars = 15;        // in a chart
constexpr size_t kMostShownOpen = 200;  // findings: with more, the files are folded

std::string escaped(std::string_view text) { return xml_escaped(printable(text)); }

// "sha256-…" as a policy wants it, from hexadecimal digits.
std::string hash_source(std::string_view digits) {
  std::string bytes;
  for (size_t i = 0; i + 1 < digits.size(); i += 2) {
    const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    bytes += static_cast<char>(value(digits[i]) * 16 + value(digits[i + 1]));
  }
  return "'sha256-" + encode_base64(bytes) + "'";
}

std::string folder_of(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == path.npos ? "." : slash == 0 ? "/" : std::string(path.substr(0, slash));
}

std::string linked_rule(const RegisteredRule& rule) {
  const std::string address = rule_address(rule);
  if (address.empty()) return fmt::format("<code>{}</code>", escaped(rule.name));
  return fmt::format("<a href=\"{}\"><code>{}</code></a>", xml_escaped(address), escaped(rule.name));
}

struct Bar {
  std::string label;
  std::array<uint32_t, 3> counts{};  // by severity
  uint32_t total() const { return counts[0] + counts[1] + counts[2]; }
};

class HtmlWriter {
 public:
  HtmlWriter(const RunResult& result, const Summary& summary, const Write& write)
      : result_(result), summary_(summary), write_(write) {}
  void run();

 private:
  void head();
  void introduction();
  void charts();
  void chart(std::string_view title, std::vector<Bar> bars, bool sorted);
  void filters();
  void files();
  void finding(const Diagnostic& diagnostic);
  void lines(const Snippet& snippet);
  void rules();

  const RunResult& result_;
  const Summary& summary_;
  const Write& write_;
  size_t number_ = 0;  // of findings so far
};

void HtmlWriter::head() {
  write_("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
  write_(
      fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; "
                  "script-src {}; base-uri 'none'; form-action 'none'\">\n",
                  hash_source(kPageStyleHash), hash_source(kPageScriptHash)));
  write_("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>plimsoll report</title>\n");
  write_(fmt::format("<style>{}</style>\n</head>\n<body>\n", kPageStyle));
}

void HtmlWriter::introduction() {
  write_(fmt::format("<h1>plimsoll report</h1>\n<p>{}</p>\n", escaped(summary_line(summary_))));
  if (const std::string line = fixable_line(summary_); !line.empty()) write_(fmt::format("<p>{}</p>\n", escaped(line)));
  bool any = false;
  for (const FileResult& file : result_.files) {
    const bool unchecked = file.status == FileResult::Status::skipped || file.status == FileResult::Status::failed;
    if (!unchecked && file.incomplete.empty()) continue;
    if (!any) write_("<details><summary>Not checked, or not by everything</summary>\n<ul>\n");
    any = true;
    write_(fmt::format("<li><code>{}</code>: {}</li>\n", escaped(file.path),
                       escaped(unchecked ? file.reason : file.incomplete)));
  }
  if (any) write_("</ul>\n</details>\n");
}

void HtmlWriter::chart(std::string_view title, std::vector<Bar> bars, bool sorted) {
  if (sorted) {
    std::stable_sort(bars.begin(), bars.end(), [](const Bar& a, const Bar& b) { return a.total() > b.total(); });
  }
  uint32_t longest = 1, left_out = 0;
  for (const Bar& bar : bars) longest = std::max(longest, bar.total());
  write_(fmt::format("<section class=\"chart\">\n<h2>{}</h2>\n<table>\n", title));
  for (size_t i = 0; i < bars.size(); ++i) {
    if (i >= kMostBars) {
      left_out += bars[i].total();
      continue;
    }
    write_(
        fmt::format("<tr><th scope=\"row\" title=\"{0}\">{0}</th><td class=\"bar\"><svg viewBox=\"0 0 100 10\" "
                    "preserveAspectRatio=\"none\" aria-hidden=\"true\">",
                    escaped(bars[i].label)));
    double at = 0;
    for (Severity severity : {Severity::error, Severity::warning, Severity::info}) {
      const uint32_t count = bars[i].counts[static_cast<size_t>(severity)];
      if (count == 0) continue;
      const double width = 100.0 * count / longest;
      write_(fmt::format("<rect class=\"{}\" x=\"{:.2f}\" width=\"{:.2f}\" height=\"10\"/>", name_of(severity), at,
                         width));
      at += width;
    }
    write_(fmt::format("</svg></td><td>{}</td></tr>\n", bars[i].total()));
  }
  write_("</table>\n");
  if (left_out > 0) {
    write_(
        fmt::format("<p class=\"soft\">{} more, with {}</p>\n", bars.size() - kMostBars, plural(left_out, "finding")));
  }
  write_("</section>\n");
}

void HtmlWriter::charts() {
  std::vector<Bar> severities;
  for (Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    severities.push_back({std::string(name_of(severity)), {}});
  }
  std::map<std::string, Bar, std::less<>> rules, folders;
  for (const FileResult& file : result_.files) {
    const std::string folder = folder_of(file.path);
    for (const Diagnostic& diagnostic : file.diagnostics) {
      const auto severity = static_cast<size_t>(diagnostic.severity);
      ++severities[2 - severity].counts[severity];
      for (auto [bars, label] : {std::pair{&rules, diagnostic.rule->name}, {&folders, std::string_view(folder)}}) {
        auto found = bars->find(label);
        if (found == bars->end()) found = bars->emplace(label, Bar{std::string(label), {}}).first;
        ++found->second.counts[severity];
      }
    }
  }
  const auto values = [](const auto& map) {
    std::vector<Bar> bars;
    for (const auto& [label, bar] : map) bars.push_back(bar);
    return bars;
  };
  write_("<div class=\"charts\">\n");
  chart("By severity", std::move(severities), false);
  chart("By rule", values(rules), true);
  chart("By folder", values(folders), true);
  write_("</div>\n");
}

void HtmlWriter::filters() {
  write_(
      "<form id=\"filters\" hidden>\n<input type=\"search\" id=\"text\" placeholder=\"Search\" "
      "aria-label=\"Search\">\n");
  for (Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    write_(fmt::format("<label><input type=\"checkbox\" value=\"{0}\" checked> {0}</label>\n", name_of(severity)));
  }
  const auto select = [&](std::string_view id, std::string_view all, const auto& values) {
    write_(fmt::format("<select id=\"{}\" aria-label=\"{}\"><option value=\"\">{}</option>", id, all, all));
    for (const auto& value : values) write_(fmt::format("<option value=\"{0}\">{0}</option>", escaped(value)));
    write_("</select>\n");
  };
  std::set<std::string_view> rules;
  std::set<std::string> folders;
  for (const FileResult& file : result_.files) {
    if (!file.diagnostics.empty()) folders.insert(folder_of(file.path));
    for (const Diagnostic& diagnostic : file.diagnostics) rules.insert(diagnostic.rule->name);
  }
  select("by-rule", "All rules", rules);
  select("by-folder", "All folders", folders);
  write_("<span class=\"soft\" id=\"shown\"></span>\n</form>\n");
}

void HtmlWriter::lines(const Snippet& snippet) {
  if (snippet.lines.empty()) return;
  const size_t width = std::to_string(snippet.lines.back().number).size();
  write_("<pre>");
  for (size_t i = 0; i < snippet.lines.size(); ++i) {
    const Snippet::Line& line = snippet.lines[i];
    if (snippet.lines_left_out && i + 1 == snippet.lines.size()) write_("<span class=\"number\">...</span>\n");
    const SnippetText text = snippet_text(line, i == 0, 0);
    write_(fmt::format("<span class=\"number\">{:>{}} | </span>{}", line.number, width, xml_escaped(text.before)));
    if (!text.marked.empty()) write_(fmt::format("<mark>{}</mark>", xml_escaped(text.marked)));
    write_(xml_escaped(text.after) + '\n');
    if (text.caret_width == 0) continue;
    write_(fmt::format("<span class=\"number\">{:>{}} | </span>{}<span class=\"caret\">{}</span>\n", "", width,
                       std::string(text.caret_column, ' '), std::string(text.caret_width, '^')));
  }
  write_("</pre>\n");
}

void HtmlWriter::finding(const Diagnostic& diagnostic) {
  write_(fmt::format("<article class=\"finding {0}\" id=\"f{1}\" data-severity=\"{0}\" data-rule=\"{2}\">\n",
                     name_of(diagnostic.severity), ++number_, escaped(diagnostic.rule->name)));
  write_(fmt::format("<p><a href=\"#f{}\">{}:{}</a> <span class=\"severity {}\">{}</span> {} {}</p>\n", number_,
                     diagnostic.region.line, diagnostic.region.column, name_of(diagnostic.severity),
                     name_of(diagnostic.severity), escaped(diagnostic.message), linked_rule(*diagnostic.rule)));
  lines(diagnostic.snippet);
  for (const Diagnostic::Note& note : diagnostic.notes) {
    write_(fmt::format("<p class=\"soft\">{}:{}:{}: {}</p>\n", escaped(note.path.empty() ? diagnostic.path : note.path),
                       note.region.line, note.region.column, escaped(note.message)));
    lines(note.snippet);
  }
  for (const Diagnostic::Fix& fix : diagnostic.fixes) {
    if (!fix.title.empty()) write_(fmt::format("<p class=\"soft\">Help: {}</p>\n", escaped(fix.title)));
  }
  write_("</article>\n");
}

void HtmlWriter::files() {
  write_("<h2>By file</h2>\n");
  const bool open = summary_.findings() <= kMostShownOpen;
  for (const FileResult& file : result_.files) {
    if (file.diagnostics.empty()) continue;
    write_(fmt::format(
        "<details class=\"file\" data-path=\"{0}\"{1}>\n<summary><h3><code>{0}</code></h3> "
        "<span class=\"soft\">{2}</span></summary>\n",
        escaped(file.path), open ? " open" : "", plural(static_cast<uint32_t>(file.diagnostics.size()), "finding")));
    for (const Diagnostic& diagnostic : file.diagnostics) finding(diagnostic);
    write_("</details>\n");
  }
}

void HtmlWriter::rules() {
  struct Place {
    size_t number;
    const FileResult* file;
    uint32_t line, column;
  };
  std::map<std::string_view, std::vector<Place>> places;
  size_t number = 0;
  for (const FileResult& file : result_.files) {
    for (const Diagnostic& diagnostic : file.diagnostics)
      places[diagnostic.rule->name].push_back({++number, &file, diagnostic.region.line, diagnostic.region.column});
  }
  write_("<h2>By rule</h2>\n");
  for (const RuleCount& count : count_by_rule(result_)) {
    write_(
        fmt::format("<details class=\"rule\">\n<summary><h3>{}</h3> <span class=\"soft\">{}</span></summary>\n"
                    "<p class=\"about\">{}</p>\n<ol class=\"places\">\n",
                    linked_rule(*count.rule), plural(count.findings, "finding"), escaped(count.rule->summary())));
    for (const Place& place : places[count.rule->name]) {
      write_(fmt::format("<li data-finding=\"f{0}\"><a href=\"#f{0}\">{1}:{2}:{3}</a></li>\n", place.number,
                         escaped(place.file->path), place.line, place.column));
    }
    write_("</ol>\n</details>\n");
  }
}

void HtmlWriter::run() {
  head();
  introduction();
  if (summary_.findings() > 0) {
    charts();
    filters();
    files();
    rules();
    write_(fmt::format("<script>{}</script>\n", kPageScript));
  }
  write_("</body>\n</html>\n");
}

}  // namespace

void write_html(const RunResult& result, const Summary& summary, const Write& write) {
  HtmlWriter(result, summary, write).run();
}

}  // namespace plimsoll
