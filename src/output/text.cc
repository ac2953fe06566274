#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "output/output.h"
#include "output/snippet_text.h"
#include "output/statistics.h"
#include "output/summary_text.h"

namespace plimsoll {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kFrame = "\x1b[34m";
constexpr std::string_view kHelp = "\x1b[36m";
constexpr std::string_view kPlain = "\x1b[0m";

class Painter {
 public:
  explicit Painter(bool color) : color_(color) {}
  std::string operator()(std::string_view style, std::string_view text) const {
    return color_ ? fmt::format("{}{}{}", style, text, kPlain) : std::string(text);
  }

 private:
  bool color_;
};

std::string_view style_of(Severity severity) {
  constexpr std::array styles = std::to_array<std::string_view>({"\x1b[1;36m", "\x1b[1;33m", "\x1b[1;31m"});
  return styles[static_cast<size_t>(severity)];
}

size_t digits(const Snippet& snippet) {
  return snippet.lines.empty() ? 1 : std::to_string(snippet.lines.back().number).size();
}

void add_snippet(std::string& out, const Snippet& snippet, size_t width, uint32_t columns, std::string_view style,
                 const Painter& paint) {
  for (size_t i = 0; i < snippet.lines.size(); ++i) {
    const Snippet::Line& line = snippet.lines[i];
    if (snippet.lines_left_out && i + 1 == snippet.lines.size()) {
      out += paint(kFrame, fmt::format("  {:>{}}", "...", width)) + '\n';
    }
    const SnippetText shown = snippet_text(line, i == 0, columns);
    const std::string whole = shown.before + shown.marked + shown.after;
    out += paint(kFrame, fmt::format("  {:>{}} |", line.number, width));
    if (!whole.empty()) out += ' ' + whole;
    out += '\n';
    if (shown.caret_width == 0) continue;
    out += paint(kFrame, fmt::format("  {:>{}} |", "", width));
    out += std::string(1 + shown.caret_column, ' ') + paint(style, std::string(shown.caret_width, '^')) + '\n';
  }
}

// A path at the start of a line. GitHub Actions obeys lines that start with two colons.
std::string line_start(std::string_view path) { return (path.starts_with("::") ? "./" : "") + printable(path); }

// A hyperlink where the terminal knows them; others show the text alone.
std::string linked(std::string_view text, std::string_view address) {
  return address.empty() ? std::string(text) : fmt::format("\x1b]8;;{}\x1b\\{}\x1b]8;;\x1b\\", address, text);
}

void write_summary(const RunResult& result, const Summary& summary, const Write& write) {
  write(summary_line(summary) + '\n');
  write(skipped_lines(result));
  if (const std::string line = fixable_line(summary); !line.empty()) write(line + '\n');
}

}  // namespace

std::string render_concise(const Diagnostic& diagnostic, const TextStyle& style) {
  const Painter paint(style.color);
  return fmt::format("{}:{}:{}: {}: {} [{}]\n", paint(kBold, line_start(diagnostic.path)), diagnostic.region.line,
                     diagnostic.region.column, paint(style_of(diagnostic.severity), name_of(diagnostic.severity)),
                     printable(diagnostic.message),
                     linked(diagnostic.rule->name, rule_address(*diagnostic.rule, style.homepage)));
}

std::string render_text(const Diagnostic& diagnostic, const TextStyle& style) {
  const Painter paint(style.color);
  size_t width = digits(diagnostic.snippet);
  for (const Diagnostic::Note& note : diagnostic.notes) width = std::max(width, digits(note.snippet));
  // In front of a line stand two blanks, its number, a bar and a blank.
  const auto margin = static_cast<uint32_t>(width) + 5;
  const uint32_t columns = style.columns > margin ? style.columns - margin : 0;

  std::string out = render_concise(diagnostic, style);
  add_snippet(out, diagnostic.snippet, width, columns, style_of(diagnostic.severity), paint);
  for (const Diagnostic::Note& note : diagnostic.notes) {
    out += fmt::format("{}:{}:{}: {}: {}\n", line_start(note.path.empty() ? diagnostic.path : note.path),
                       note.region.line, note.region.column, paint(kHelp, "note"), printable(note.message));
    add_snippet(out, note.snippet, width, columns, kHelp, paint);
  }
  for (const Diagnostic::Fix& fix : diagnostic.fixes) {
    if (fix.title.empty()) continue;
    out += fmt::format("  {:>{}} {} {}\n", "", width, paint(kHelp, "= help:"), printable(fix.title));
  }
  return out;
}

void write_text(const RunResult& result, const Summary& summary, const TextStyle& style, const Write& write) {
  for (const FileResult& file : result.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) write(render_text(diagnostic, style) + '\n');
  }
  write_summary(result, summary, write);
}

void write_statistics(const RunResult& result, const Summary& summary, const TextStyle& style, const Write& write) {
  const Painter paint(style.color);
  const std::vector<RuleCount> counts = count_by_rule(result);
  size_t digits = 0, longest = 0;
  for (const RuleCount& count : counts) {
    digits = std::max(digits, std::to_string(count.findings).size());
    longest = std::max(longest, count.rule->name.size());
  }
  for (const RuleCount& count : counts) {
    const std::string_view severity = name_of(count.severity), name = count.rule->name;
    std::string line =
        fmt::format("{:>{}}  {}{:{}}  {}", count.findings, digits, paint(style_of(count.severity), severity), "",
                    7 - severity.size(), linked(name, rule_address(*count.rule, style.homepage)));
    const std::string_view gap = ", ";
    std::string fixable;
    if (count.fixable > 0) fixable += fmt::format("{}{} fixable", gap, count.fixable);
    if (count.unsafe_fixable > 0) fixable += fmt::format("{}{} with --unsafe-fixes", gap, count.unsafe_fixable);
    if (!fixable.empty()) line += std::string(longest - name.size() + 2, ' ') + fixable.substr(gap.size());
    write(line + '\n');
  }
  if (!counts.empty()) write("\n");
  write_summary(result, summary, write);
}

void write_unchecked(const RunResult& result, const Write& write) {
  for (const FileResult& file : result.files) {
    const bool skipped = file.status == FileResult::Status::skipped;
    if (!file.incomplete.empty()) {
      write(fmt::format("plimsoll: {}: {}\n", printable(file.path), file.incomplete));
    }
    if (!skipped && file.status != FileResult::Status::failed) continue;
    write(fmt::format("plimsoll: {}: {}{}\n", printable(file.path), skipped ? "not checked: " : "",
                      printable(file.reason)));
  }
}

}  // namespace plimsoll
