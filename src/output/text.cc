#include <fmt/format.h>

#include <array>

#include "output/output.h"
#include "output/terminal.h"

namespace plimsoll {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kFrame = "\x1b[34m";
constexpr std::string_view kHelp = "\x1b[36m";
constexpr std::string_view kPlain = "\x1b[0m";
constexpr std::string_view kCut = "…";

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

// The line as a terminal shows it, and below it the carets.
struct Rendered {
  std::string line, carets;
};

Rendered render_line(const Snippet::Line& line, bool first) {
  Rendered result;
  uint32_t column = 0, caret_begin = 0, caret_end = 0;
  bool begun = false, ended = false;
  if (line.cut_left) {
    result.line += kCut;
    column = 1;
  }
  // Indentation of the lines below the first is inside the span but tells nothing.
  const std::string_view text = line.text;
  uint32_t mark_begin = line.mark_begin;
  while (!first && mark_begin < line.mark_end && (text[mark_begin] == ' ' || text[mark_begin] == '\t')) ++mark_begin;
  for (size_t at = 0; at < text.size();) {
    if (!begun && at >= mark_begin) {
      caret_begin = column;
      begun = true;
    }
    if (!ended && at >= line.mark_end) {
      caret_end = column;
      ended = true;
    }
    column += append_printable(result.line, text, at, column);
  }
  if (!begun) caret_begin = column;
  if (!ended) caret_end = column;
  if (line.cut_right) result.line += kCut;
  // A point in the line, and what has no width, is one caret; an empty line inside a longer span has none.
  const uint32_t width = caret_end > caret_begin ? caret_end - caret_begin : first ? 1 : 0;
  if (width > 0) result.carets = std::string(caret_begin, ' ') + std::string(width, '^');
  return result;
}

size_t digits(const Snippet& snippet) {
  return snippet.lines.empty() ? 1 : std::to_string(snippet.lines.back().number).size();
}

void add_snippet(std::string& out, const Snippet& snippet, size_t width, std::string_view style, const Painter& paint) {
  for (size_t i = 0; i < snippet.lines.size(); ++i) {
    const Snippet::Line& line = snippet.lines[i];
    if (snippet.lines_left_out && i + 1 == snippet.lines.size()) {
      out += paint(kFrame, fmt::format("  {:>{}}", "...", width)) + '\n';
    }
    const Rendered rendered = render_line(line, i == 0);
    out += paint(kFrame, fmt::format("  {:>{}} |", line.number, width));
    if (!rendered.line.empty()) out += ' ' + rendered.line;
    out += '\n';
    if (rendered.carets.empty()) continue;
    const size_t blanks = rendered.carets.find('^');
    out += paint(kFrame, fmt::format("  {:>{}} |", "", width));
    out += ' ' + rendered.carets.substr(0, blanks) + paint(style, rendered.carets.substr(blanks)) + '\n';
  }
}

std::string plural(uint32_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string summary_line(const Summary& summary) {
  std::string line;
  if (summary.findings() == 0) {
    line = summary.checked == 0 ? "nothing was checked" : "no findings";
  } else {
    std::string parts;
    for (auto [count, word] :
         {std::pair{summary.errors, "error"}, {summary.warnings, "warning"}, {summary.infos, "info"}}) {
      if (count > 0) parts += (parts.empty() ? "" : ", ") + plural(count, word);
    }
    line = fmt::format("{} ({}) in {}", plural(summary.findings(), "finding"), parts,
                       plural(summary.files_with_findings, "file"));
  }
  if (summary.fixed > 0) line = fmt::format("{} mended, ", summary.fixed) + line;
  if (summary.hidden > 0) line += fmt::format(", {} below --min-severity", summary.hidden);
  if (summary.suppressed > 0) line += fmt::format(", {} suppressed", summary.suppressed);
  if (summary.baselined > 0) line += fmt::format(", {} in the baseline", summary.baselined);
  if (summary.stale > 0) line += fmt::format(", {} stale in the baseline", summary.stale);
  if (summary.unchanged > 0) line += fmt::format(", {} on unchanged lines", summary.unchanged);
  std::string files;
  auto add = [&](std::string text) { files += (files.empty() ? "; " : ", ") + text; };
  if (summary.checked > 0) add(plural(summary.checked, "file") + " checked");
  if (summary.skipped > 0) add(fmt::format("{} skipped", summary.skipped));
  if (summary.failed > 0) add(fmt::format("{} could not be read", summary.failed));
  if (summary.checked == 0 && summary.not_ours > 0) {
    add(fmt::format("{} neither Dockerfile nor Kubernetes manifest", summary.not_ours));
  }
  return line + files + '\n';
}

}  // namespace

std::string render_concise(const Diagnostic& diagnostic, bool color) {
  const Painter paint(color);
  return fmt::format("{}:{}:{}: {}: {} [{}]\n", paint(kBold, printable(diagnostic.path)), diagnostic.region.line,
                     diagnostic.region.column, paint(style_of(diagnostic.severity), name_of(diagnostic.severity)),
                     printable(diagnostic.message), diagnostic.rule->name);
}

std::string render_text(const Diagnostic& diagnostic, bool color) {
  const Painter paint(color);
  size_t width = digits(diagnostic.snippet);
  for (const Diagnostic::Note& note : diagnostic.notes) width = std::max(width, digits(note.snippet));

  std::string out = render_concise(diagnostic, color);
  add_snippet(out, diagnostic.snippet, width, style_of(diagnostic.severity), paint);
  for (const Diagnostic::Note& note : diagnostic.notes) {
    out += fmt::format("{}:{}:{}: {}: {}\n", printable(note.path.empty() ? diagnostic.path : note.path),
                       note.region.line, note.region.column, paint(kHelp, "note"), printable(note.message));
    add_snippet(out, note.snippet, width, kHelp, paint);
  }
  for (const Diagnostic::Fix& fix : diagnostic.fixes) {
    out += fmt::format("  {:>{}} {} {}\n", "", width, paint(kHelp, "= help:"), printable(fix.title));
  }
  return out;
}

void write_text(const RunResult& result, const Summary& summary, bool color, const Write& write) {
  for (const FileResult& file : result.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) write(render_text(diagnostic, color) + '\n');
  }
  write(summary_line(summary));
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
