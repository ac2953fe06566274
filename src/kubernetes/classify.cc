#include "kubernetes/classify.h"

#include <algorithm>
#include <optional>

#include "kubernetes/scalars.h"
#include "kubernetes/schema.h"
#include "kubernetes/stream.h"
#include "kubernetes/version.h"
#include "kustomization.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kHelm =
    "Helm template ({{ … }}); render it with "
    "'helm template' and lint the result";
constexpr std::string_view kBraces = "template ({{ … }}); render it and lint the result";
constexpr std::string_view kJinja = "Jinja template ({% … %}); render it and lint the result";
constexpr std::string_view kErb = "ERB template (<% … %>); render it and lint the result";

// A placeholder is a short thing; looking no further keeps a line of a million
// braces cheap.
constexpr size_t kLongestAction = 1000;

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

// Whether what follows "{{" is Helm's for sure: its objects, its control words,
// or a trimming dash.
bool speaks_helm(std::string_view action) {
  if (action.starts_with('-')) return true;
  action.remove_prefix(std::min(action.find_first_not_of(" \t"), action.size()));
  if (action.starts_with("/*")) return true;
  if (action.starts_with('$')) action.remove_prefix(1);
  for (std::string_view object : {".Values", ".Release", ".Chart", ".Capabilities", ".Files", ".Template"}) {
    if (action.starts_with(object) && (action.size() == object.size() || !is_word(action[object.size()]))) return true;
  }
  for (std::string_view word : {"include", "template", "if", "else", "range", "with", "end", "define", "block",
                                "toYaml", "tpl", "required", "default", "quote", "printf", "lookup"}) {
    if (!action.starts_with(word) || action.size() == word.size()) continue;
    const char after = action[word.size()];
    if (is_blank(after) || after == '}' || after == '-' || after == '(') return true;
  }
  return false;
}

// Objects that carry the values of a chart: in the middle of their texts Helm's
// placeholders are for Helm, later, in the cluster.
bool carries_chart_values(std::string_view text) {
  for (std::string_view kind : {"kind: HelmRelease", "kind: HelmChart", "kind: Application"}) {
    if (text.find(kind) != std::string_view::npos) return true;
  }
  return false;
}

// Walks the text of YAML line by line, leaving out what cannot hold a
// template's actions.
class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text), carries_chart_values_(carries_chart_values(text)) {}

  Classification run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (at_ < text_.size()) {
      if (auto found = line()) return *found;
    }
    return {};
  }

 private:
  // One line, or as many as a quoted or a block scalar takes.
  std::optional<Classification> line() {
    uint32_t indentation = 0;
    while (at_ + indentation < text_.size() && text_[at_ + indentation] == ' ') ++indentation;
    bool may_begin = true;  // a value may begin here
    uint32_t last = at_;    // the first byte of the line's last word
    const uint32_t line = at_;
    while (at_ < text_.size() && !is_break(text_[at_])) {
      const char c = text_[at_];
      if (c == '#' && (at_ == line || is_blank(text_[at_ - 1]))) {
        at_ = end_of_line(text_, at_);
        break;
      }
      if (auto found = placeholder(may_begin, at_ == line + indentation)) return found;
      if (may_begin && (c == '"' || c == '\'') && quoted(c)) {
        may_begin = false;
        last = at_;
        continue;
      }
      const bool separated = at_ + 1 >= text_.size() || is_blank(text_[at_ + 1]) || is_break(text_[at_ + 1]);
      if (!is_blank(c)) {
        if (at_ == line || is_blank(text_[at_ - 1])) last = at_;
        const bool opens =
            c == '[' || c == '{' || c == ',' || (separated && (c == ':' || (may_begin && (c == '-' || c == '?'))));
        may_begin = opens;
      }
      ++at_;
    }
    const bool block = last > line && last < text_.size() && (text_[last] == '|' || text_[last] == '>') &&
                       is_blank(text_[last - 1]) && is_header(last);
    next_line();
    if (block) skip_block(indentation);
    return std::nullopt;
  }

  std::optional<Classification> placeholder(bool begins_value, bool begins_line) const {
    const std::string_view rest = text_.substr(at_);
    const Span place{at_, std::min<uint32_t>(at_ + 2, static_cast<uint32_t>(text_.size()))};
    if (rest.starts_with("{{")) {
      const bool begins = begins_value || begins_line;
      if (speaks_helm(rest.substr(2, 64)) && (begins || !carries_chart_values_))
        return Classification{FileKind::helm_template, kHelm, place};
      // A flow mapping in a flow mapping has no business here; where one begins
      // a line or a value, it is a placeholder.
      const std::string_view action = rest.substr(2, kLongestAction);
      const size_t end = action.find("}}");
      if (begins && end != std::string_view::npos && action.find_first_of("\r\n") > end) {
        const size_t first = action.find_first_not_of(" \t");
        const bool dotted = first != std::string_view::npos && (action[first] == '.' || action[first] == '$');
        return Classification{dotted ? FileKind::helm_template : FileKind::other_template, dotted ? kHelm : kBraces,
                              place};
      }
    }
    if (rest.starts_with("{%") && rest.size() > 2 && (is_blank(rest[2]) || rest[2] == '-' || rest[2] == '+')) {
      return Classification{FileKind::other_template, kJinja, place};
    }
    if (rest.starts_with("<%")) return Classification{FileKind::other_template, kErb, place};
    return std::nullopt;
  }

  bool quoted(char quote) {
    bool& unclosed = quote == '"' ? double_unclosed_ : single_unclosed_;
    if (unclosed) return false;
    const std::optional<uint32_t> end = end_of_quoted(text_, at_);
    unclosed = !end;
    if (end) at_ = *end;
    return end.has_value();
  }

  bool is_header(uint32_t at) const {
    at = skip_blanks(text_, end_of_block_header(text_, at));
    return at >= text_.size() || is_break(text_[at]) || text_[at] == '#';
  }

  void next_line() {
    if (at_ < text_.size()) at_ += break_size(text_, at_);
  }

  // Lines that are blank or indented deeper than the one with the header.
  void skip_block(uint32_t indentation) {
    while (at_ < text_.size()) {
      uint32_t first = at_;
      while (first < text_.size() && text_[first] == ' ') ++first;
      const bool blank = first >= text_.size() || is_break(text_[first]);
      if (!blank && first - at_ <= indentation) return;
      at_ = end_of_line(text_, first);
      next_line();
    }
  }

  std::string_view text_;
  bool carries_chart_values_;
  uint32_t at_ = 0;
  bool double_unclosed_ = false;
  bool single_unclosed_ = false;
};

// The blanks in front of the first line with content: a document may be indented as a whole.
std::string_view indentation_of(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const size_t first = std::min(text.find_first_not_of(" \t"), text.size());
    const bool empty = first == text.size() || is_break(text[first]) || text[first] == '#' ||
                       text.substr(first).starts_with("---") || text[first] == '%';
    if (!empty) return text.substr(0, first);
    const size_t end = std::min(text.find_first_of("\r\n", first), text.size());
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

// What stands behind one of the keys at the head of a line, bare or quoted. Nothing if there is no such key.
std::optional<std::string_view> top_value(std::string_view text, std::string_view key) {
  const std::string_view indentation = indentation_of(text);
  for (size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
    size_t begin = at;
    size_t end = at + key.size();
    if (begin > 0 && end < text.size() && (text[begin - 1] == '"' || text[begin - 1] == '\'') &&
        text[end] == text[begin - 1]) {
      --begin;
      ++end;
    }
    end = skip_blanks(text, static_cast<uint32_t>(end));
    if (!text.substr(0, begin).ends_with(indentation)) continue;
    begin -= indentation.size();
    const bool heads_line = begin == 0 || is_break(text[begin - 1]) || text[begin - 1] == '\xBF';
    if (!heads_line || end >= text.size() || text[end] != ':') continue;
    std::string_view value = text.substr(end + 1, text.find_first_of("\r\n#", end + 1) - end - 1);
    while (!value.empty() && std::string_view(" \t\"'").find(value.front()) != value.npos) value.remove_prefix(1);
    while (!value.empty() && std::string_view(" \t\"'").find(value.back()) != value.npos) value.remove_suffix(1);
    return value;
  }
  return std::nullopt;
}

bool has_top_key(std::string_view text, std::string_view key) { return top_value(text, key).has_value(); }

// Both stand at the top of the text, or somewhere in one that has a document in JSON.
bool has_keys(std::string_view text, std::string_view one, std::string_view other) {
  if (text.find(one) == std::string_view::npos || text.find(other) == std::string_view::npos) return false;
  if (has_top_key(text, one) && has_top_key(text, other)) return true;
  const std::vector<Piece> pieces = split_stream(text);
  return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    return is_flow_document(text.substr(piece.span.begin, piece.span.size()));
  });
}

// Tabs indent a key that belongs at the top.
bool has_tabbed_key(std::string_view text) {
  return text.find("\n\tkind:") != text.npos || text.find("\n\tmetadata:") != text.npos;
}

// An object of the API server that has lost its kind or its apiVersion, as by a colon that was forgotten.
bool is_broken_object(std::string_view text) {
  const auto api_version = top_value(text, "apiVersion"), kind = top_value(text, "kind");
  if (api_version.has_value() == kind.has_value()) return false;
  if (!has_top_key(text, "metadata") && !has_tabbed_key(text)) return false;
  return api_version ? !kinds_of(*api_version).empty() : !api_versions_of(*kind, kNewestVersion).empty();
}

bool is_manifest(std::string_view text) {
  return has_keys(text, "apiVersion", "kind") || has_keys(text, "cniVersion", "plugins") || is_broken_object(text);
}

}  // namespace

Classification classify(const Source& source) {
  const Classification scanned = Scan(source.text()).run();
  if (scanned.kind != FileKind::other) return scanned;
  if (is_kustomization_name(source.path())) return {FileKind::kustomization, {}, {}};
  return {is_manifest(source.text()) ? FileKind::manifest : FileKind::other, {}, {}};
}

}  // namespace plimsoll::kubernetes
