#include "suppress/comment_places.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "dockerfile/ast.h"
#include "kubernetes/manifest.h"
#include "kubernetes/stream.h"
#include "suppress/scopes.h"
#include "suppress/yaml_starts.h"
#include "utf8.h"

namespace plimsoll {
namespace {

constexpr std::string_view kTitle = "allow ";  // of the fix, before the name
constexpr std::string_view kComment = "# plimsoll: allow ";

// Makes the places of one file.
class Places {
 public:
  Places(const Source& source, const std::vector<Suppression>& suppressions, std::string_view reason)
      : source_(source), text_(source.text()) {
    if (!reason.empty()) reason_ = " -- " + std::string(reason);
    const size_t line_feed = text_.find('\n');
    line_break_ = line_feed != text_.npos && line_feed > 0 && text_[line_feed - 1] == '\r' ? "\r\n" : "\n";
    for (const Suppression& each : suppressions) {
      if (!each.ours() || each.annotation || each.names.empty() || each.until) continue;
      if (reason.empty() || each.reason == reason) found_.add(each.scope, {each.names.back().span.end, ", ", ""});
    }
  }

  // On a line of its own above the word at `at`, if that is the first of its line.
  void add_line(Span scope, uint32_t at) {
    uint32_t begin = source_.line(source_.line_of(at)).begin;
    if (begin == 0 && text_.starts_with(kByteOrderMark)) begin = static_cast<uint32_t>(kByteOrderMark.size());
    const std::string_view indent = text_.substr(begin, at - begin);
    if (indent.find_first_not_of(" \t") != indent.npos) return;
    found_.add(scope, {at, std::string(kComment), reason_ + line_break_ + std::string(indent)});
  }

  void add_end_of_line(Span scope) { found_.add(scope, {scope.end, " " + std::string(kComment), reason_}); }

  Nested<CommentPlace> take() {
    found_.build();
    return std::move(found_);
  }

 private:
  const Source& source_;
  std::string_view text_;
  std::string reason_, line_break_;
  Nested<CommentPlace> found_;
};

class ManifestPlaces {
 public:
  ManifestPlaces(const Source& source, Places& places) : source_(source), text_(source.text()), places_(places) {}

  void add(const kubernetes::Document& document, bool first) {
    if (!document.root || kubernetes::is_flow_document(source_.text(document.span))) return;
    const uint32_t head = next_token(text_, document.span.begin);
    for (const kubernetes::Node& node : document.nodes) {
      if (node.flow) continue;
      for (const auto& [key, value] : node.entries) {
        const Span scope = join(key->span, value->span);
        if (key->span.begin == head) {
          add_first(scope, *value);
        } else {
          places_.add_line(scope, key->span.begin);
        }
      }
      for (const kubernetes::Node* item : node.items) {
        const uint32_t dash = dash_of(item->span.begin);
        if (dash != head && YamlStarts::is_dash(text_, dash)) {
          places_.add_line(join(item->span, {dash, dash}), dash);
        }
      }
    }
    places_.add_line(first ? whole_file(source_) : document.span, head);
  }

 private:
  // The first entry of a document, if it ends on its line and nothing follows it there.
  void add_first(Span scope, const kubernetes::Node& value) {
    const Span line = source_.line(source_.line_of(scope.begin));
    const bool written = value.kind == kubernetes::Node::Kind::scalar && !value.span.empty();
    if (!written || scope.end > line.end) return;
    if (text_.substr(scope.end, line.end - scope.end).find_first_not_of(" \t\r") != text_.npos) return;
    places_.add_end_of_line(scope);
  }

  // The dash of the item that begins at `offset`, if it stands on the same line.
  uint32_t dash_of(uint32_t offset) const {
    uint32_t at = offset;
    while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '\t')) --at;
    return at > 0 && at < offset ? at - 1 : offset;
  }

  const Source& source_;
  std::string_view text_;
  Places& places_;
};

}  // namespace

Nested<CommentPlace> comment_places(const dockerfile::File& file, const std::vector<Suppression>& suppressions,
                                    std::string_view reason) {
  Places places(*file.source, suppressions, reason);
  const auto& all = file.instructions;
  uint32_t stage_end = whole_file(*file.source).end;
  for (auto each = all.rbegin(); each != all.rend(); ++each) {
    const dockerfile::Instruction& instruction = **each;
    const uint32_t at = instruction.span.begin;
    if (std::next(each) == all.rend()) {
      places.add_line(whole_file(*file.source), at);
    } else if (instruction.keyword == dockerfile::Keyword::from) {
      places.add_line({instruction.whole.begin, stage_end}, at);
      stage_end = at;
    } else {
      places.add_line(instruction.whole, at);
    }
  }
  return places.take();
}

Nested<CommentPlace> comment_places(const kubernetes::Manifest& manifest, const std::vector<Suppression>& suppressions,
                                    std::string_view reason) {
  Places places(*manifest.source, suppressions, reason);
  ManifestPlaces adder(*manifest.source, places);
  for (const auto& document : manifest.documents) adder.add(*document, document == manifest.documents.front());
  return places.take();
}

void offer_comment(const Finding& finding, const Nested<CommentPlace>& places, Diagnostic& diagnostic) {
  diagnostic.fixes.clear();
  const CommentPlace* place = places.find(diagnostic.region.begin);
  if (!place) return;
  const std::string name = finding.code.empty() ? std::string(finding.rule->name) : finding.code;
  Region region;
  region.begin = region.end = place->at;
  diagnostic.fixes.push_back({false, std::string(kTitle) + name, {{region, place->before + name + place->after}}});
}

void join_comments(std::vector<Diagnostic>& diagnostics) {
  using Key = std::tuple<uint32_t, std::string, std::string>;
  const auto key_of = [](const Diagnostic::Fix& fix, std::string_view name) {
    const Diagnostic::Edit& edit = fix.edits.front();
    const size_t at = edit.text.find(name);
    return Key(edit.region.begin, edit.text.substr(0, at), edit.text.substr(at + name.size()));
  };
  std::map<Key, std::set<std::string>> names;
  for (const Diagnostic& diagnostic : diagnostics) {
    for (const Diagnostic::Fix& fix : diagnostic.fixes) {
      const std::string name = fix.title.substr(kTitle.size());
      names[key_of(fix, name)].insert(name);
    }
  }
  for (Diagnostic& diagnostic : diagnostics) {
    for (Diagnostic::Fix& fix : diagnostic.fixes) {
      const Key key = key_of(fix, fix.title.substr(kTitle.size()));
      std::string list;
      for (const std::string& name : names[key]) list += (list.empty() ? "" : ", ") + name;
      fix.edits.front().text = std::get<1>(key) + list + std::get<2>(key);
    }
  }
}

}  // namespace plimsoll
