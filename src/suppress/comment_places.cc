#include "suppress/comment_places.h"

#include <algorithm>

#include "dockerfile/ast.h"
#include "kubernetes/manifest.h"
#include "kubernetes/stream.h"
#include "suppress/scopes.h"
#include "suppress/yaml_starts.h"
#include "utf8.h"

namespace plimsoll {
namespace {

using Form = CommentPlace::Form;
using Places = Nested<CommentPlace>;

// Nothing but blanks stands before the byte on its line.
bool is_first_on_line(const Source& source, uint32_t offset) {
  uint32_t begin = source.line(source.line_of(offset)).begin;
  if (begin == 0 && source.text().starts_with(kByteOrderMark)) begin = static_cast<uint32_t>(kByteOrderMark.size());
  return source.text().substr(begin, offset - begin).find_first_not_of(" \t") == std::string_view::npos;
}

void add_names(const std::vector<Suppression>& suppressions, std::string_view reason, Places& places) {
  for (const Suppression& each : suppressions) {
    if (!each.ours() || each.annotation || each.names.empty() || each.until) continue;
    if (!reason.empty() && each.reason != reason) continue;
    places.add(each.scope, {Form::name, each.names.back().span.end});
  }
}

void add_line(Span scope, uint32_t at, const Source& source, Places& places) {
  if (is_first_on_line(source, at)) places.add(scope, {Form::line, at});
}

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
          add_line(scope, key->span.begin, source_, places_);
        }
      }
      for (const kubernetes::Node* item : node.items) {
        const uint32_t dash = dash_of(item->span.begin);
        if (dash != head && YamlStarts::is_dash(text_, dash)) {
          add_line(join(item->span, {dash, dash}), dash, source_, places_);
        }
      }
    }
    add_line(first ? whole_file(source_) : document.span, head, source_, places_);
  }

 private:
  // The first entry of a document, if it ends on its line and nothing follows it there.
  void add_first(Span scope, const kubernetes::Node& value) {
    const Span line = source_.line(source_.line_of(scope.begin));
    const bool written = value.kind == kubernetes::Node::Kind::scalar && !value.span.empty();
    if (!written || scope.end > line.end) return;
    if (text_.substr(scope.end, line.end - scope.end).find_first_not_of(" \t\r") != text_.npos) return;
    places_.add(scope, {Form::end_of_line, scope.end});
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
  Places places;
  add_names(suppressions, reason, places);
  const auto& all = file.instructions;
  const Source& source = *file.source;
  uint32_t stage_end = whole_file(source).end;
  for (auto each = all.rbegin(); each != all.rend(); ++each) {
    const dockerfile::Instruction& instruction = **each;
    const uint32_t at = instruction.span.begin;
    if (std::next(each) == all.rend()) {
      places.add(whole_file(source), {Form::line, at});
    } else if (instruction.keyword == dockerfile::Keyword::from) {
      places.add({instruction.whole.begin, stage_end}, {Form::line, at});
      stage_end = at;
    } else {
      places.add(instruction.whole, {Form::line, at});
    }
  }
  places.build();
  return places;
}

Nested<CommentPlace> comment_places(const kubernetes::Manifest& manifest, const std::vector<Suppression>& suppressions,
                                    std::string_view reason) {
  Places places;
  add_names(suppressions, reason, places);
  ManifestPlaces adder(*manifest.source, places);
  for (const auto& document : manifest.documents) adder.add(*document, document == manifest.documents.front());
  places.build();
  return places;
}

}  // namespace plimsoll
