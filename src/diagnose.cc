#include "diagnose.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "utf8.h"

namespace plimsoll {
namespace {

constexpr uint32_t kShownColumns = 160;    // of a line, in code points
constexpr uint32_t kLeadColumns = 40;      // of these before the mark, where the line is longer
constexpr uint32_t kHashedBytes = 256;     // of a line, on either side of the finding
constexpr size_t kMostCompared = 1 << 26;  // bytes of fixes of one file, once for each secret looked for in them

uint32_t forward(std::string_view text, uint32_t from, uint32_t limit, uint32_t count) {
  while (count > 0 && from < limit) {
    from += decode(text.substr(from, limit - from)).size;
    --count;
  }
  return from;
}

// The start of the code point that ends at `from`.
uint32_t back_one(std::string_view text, uint32_t limit, uint32_t from) {
  for (uint32_t size = 2; size <= 4 && size <= from - limit; ++size) {
    const CodePoint head = decode(text.substr(from - size, size));
    if (head.valid && head.size == size) return from - size;
  }
  return from - 1;
}

uint32_t back(std::string_view text, uint32_t limit, uint32_t from, uint32_t count) {
  for (; count > 0 && from > limit; --count) from = back_one(text, limit, from);
  return from;
}

// The part of the line [begin, end) to show.
Span window(std::string_view text, Span line, Span mark) {
  if (line.size() <= kShownColumns || forward(text, line.begin, line.end, kShownColumns) == line.end) return line;
  uint32_t begin = back(text, line.begin, mark.begin, kLeadColumns);
  const uint32_t end = forward(text, begin, line.end, kShownColumns);
  if (end == line.end) begin = back(text, line.begin, end, kShownColumns);
  return {begin, end};
}

Snippet::Line snippet_line(const Source& source, uint32_t number, Span mark, const HiddenSpans& hidden) {
  const std::string_view text = source.text();
  Span line = source.line(number);
  if (line.begin == 0 && text.starts_with(kByteOrderMark)) line.begin = kByteOrderMark.size();
  mark.begin = std::clamp(mark.begin, line.begin, line.end);
  mark.end = std::clamp(mark.end, mark.begin, line.end);
  const Span shown = window(text, line, mark);

  Snippet::Line result{
      .number = number, .text = {}, .cut_left = shown.begin > line.begin, .cut_right = shown.end < line.end};
  bool begun = false, ended = false;
  for (uint32_t at = shown.begin; at < shown.end;) {
    const CodePoint head = decode(text.substr(at, shown.end - at));
    if (!begun && mark.begin < at + head.size) {
      result.mark_begin = static_cast<uint32_t>(result.text.size());
      begun = true;
    }
    if (!ended && mark.end <= at) {
      result.mark_end = static_cast<uint32_t>(result.text.size());
      ended = true;
    }
    if (hidden.end_of(at) > at) {
      result.text += '*';
    } else {
      append_valid(result.text, text.substr(at), head);
    }
    at += head.size;
  }
  if (!begun) result.mark_begin = static_cast<uint32_t>(result.text.size());
  if (!ended) result.mark_end = static_cast<uint32_t>(result.text.size());
  result.mark_end = std::max(result.mark_end, result.mark_begin);
  return result;
}

class Hash {  // FNV-1a, 64 bits
 public:
  void add(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001B3; }
  void add(std::string_view text) {
    for (char c : text) add(static_cast<unsigned char>(c));
  }
  uint64_t value() const { return value_; }

 private:
  uint64_t value_ = 0xCBF29CE484222325;
};

std::string fingerprint(const Finding& finding, const Source& source, const HiddenSpans& hidden,
                        std::string_view within) {
  Hash hash;
  hash.add(finding.rule->name);
  hash.add('\0');
  hash.add(within);
  hash.add('\0');
  if (finding.elsewhere) {
    for (const Snippet::Line& line : finding.elsewhere->snippet.lines) hash.add(line.text);
    return fmt::format("{:016x}", hash.value());
  }
  const Span line = source.line(source.line_of(finding.span.begin));
  const uint32_t middle = std::clamp(finding.span.begin, line.begin, line.end);
  const uint32_t begin = middle - std::min(middle - line.begin, kHashedBytes);
  const uint32_t end = middle + std::min(line.end - middle, kHashedBytes);
  for (uint32_t at = begin; at < end; ++at) {
    if (const uint32_t past = hidden.end_of(at); past > at) {
      at = past - 1;
      continue;
    }
    const char c = source.text()[at];
    if (c != ' ' && c != '\t') hash.add(static_cast<unsigned char>(c));
  }
  return fmt::format("{:016x}", hash.value());
}

}  // namespace

HiddenSpans::HiddenSpans(const std::vector<Finding>& findings, std::vector<Span> secrets) {
  std::vector<Span> all = std::move(secrets);
  for (const Finding& finding : findings) all.insert(all.end(), finding.hidden.begin(), finding.hidden.end());
  std::sort(all.begin(), all.end());
  for (Span span : all) {
    if (span.empty()) continue;
    if (!spans_.empty() && span.begin <= spans_.back().end) {
      spans_.back().end = std::max(spans_.back().end, span.end);
    } else {
      spans_.push_back(span);
    }
  }
}

uint32_t HiddenSpans::end_of(uint32_t offset) const {
  auto after = std::upper_bound(spans_.begin(), spans_.end(), offset,
                                [](uint32_t wanted, Span span) { return wanted < span.begin; });
  if (after == spans_.begin()) return offset;
  return std::max(offset, std::prev(after)->end);
}

bool HiddenSpans::any_in(Span span) const {
  auto after = std::upper_bound(spans_.begin(), spans_.end(), span.begin,
                                [](uint32_t wanted, Span hidden) { return wanted < hidden.end; });
  return after != spans_.end() && after->begin < span.end;
}

bool HiddenSpans::shown_in(std::string_view text, const Source& source) const {
  if (text.empty() || spans_.empty()) return false;
  compared_ += (text.size() + 16) * spans_.size();
  if (compared_ > kMostCompared) return true;
  return std::any_of(spans_.begin(), spans_.end(),
                     [&](Span span) { return text.find(source.text(span)) != text.npos; });
}

Region region_of(Span span, const Source& source) {
  const auto size = static_cast<uint32_t>(source.text().size());
  span.begin = std::min(span.begin, size);
  span.end = std::clamp(span.end, span.begin, size);
  const Place begin = source.code_points(span.begin), end = source.code_points(span.end);
  return {.begin = span.begin,
          .end = span.end,
          .line = begin.line,
          .end_line = end.line,
          .column = begin.column,
          .end_column = end.column,
          .utf16_column = source.utf16(span.begin).column,
          .utf16_end_column = source.utf16(span.end).column};
}

Snippet snippet_of(Span span, const Source& source, const HiddenSpans& hidden) {
  const uint32_t first = source.line_of(span.begin);
  uint32_t last = source.line_of(span.end);
  // A span that takes the line break with it says nothing about the line below.
  if (last > first && source.line(last).begin == span.end) --last;
  Snippet snippet;
  for (uint32_t line = first; line <= last; ++line) {
    if (line > first + 1 && line < last) {
      snippet.lines_left_out = true;
      line = last;
    }
    snippet.lines.push_back(snippet_line(source, line, span, hidden));
  }
  return snippet;
}

Diagnostic diagnose(const Finding& finding, const Source& source, const HiddenSpans& hidden, std::string_view within) {
  Diagnostic result{.rule = finding.rule,
                    .severity = finding.severity,
                    .path = source.path(),
                    .region = region_of(finding.span, source),
                    .message = finding.message,
                    .snippet = snippet_of(finding.span, source, hidden),
                    .notes = {},
                    .fixes = {},
                    .fingerprint = fingerprint(finding, source, hidden, within),
                    .replaced = {}};
  if (finding.elsewhere) {
    result.path = finding.elsewhere->path;
    result.region = finding.elsewhere->region;
    result.snippet = finding.elsewhere->snippet;
  }
  for (const Note& note : finding.notes) {
    if (note.elsewhere) {
      result.notes.push_back({note.elsewhere->path, note.elsewhere->region, note.message, note.elsewhere->snippet});
    } else {
      result.notes.push_back({"", region_of(note.span, source), note.message, snippet_of(note.span, source, hidden)});
    }
  }
  for (const Fix& fix : finding.fixes) {
    Diagnostic::Fix& shown = result.fixes.emplace_back(Diagnostic::Fix{fix.safe, fix.title, {}});
    bool secret = hidden.shown_in(fix.title, source);
    for (const Edit& edit : fix.edits) {
      shown.edits.push_back({edit.elsewhere ? edit.elsewhere->region : region_of(edit.span, source), edit.text});
      // What takes the place of a secret may be the same in another form, such as its Base64.
      const bool rewritten = !edit.elsewhere && !edit.text.empty() && hidden.any_in(edit.span);
      secret = secret || rewritten || hidden.shown_in(edit.text, source);
    }
    if (secret) shown.title.clear();
  }
  return result;
}

void number_fingerprints(std::vector<Diagnostic>& diagnostics) {
  std::unordered_map<std::string, uint32_t> seen;
  for (Diagnostic& diagnostic : diagnostics) {
    const uint32_t number = ++seen[diagnostic.fingerprint];
    diagnostic.fingerprint += fmt::format(":{}", number);
  }
}

}  // namespace plimsoll
