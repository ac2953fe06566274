// Where the suppressions of a YAML or JSON file stand, and where they hold.
#include "kubernetes/manifest.h"

#include <algorithm>
#include <optional>

#include "suppress/annotations.h"
#include "suppress/comment.h"
#include "suppress/removal.h"
#include "suppress/scopes.h"
#include "suppress/yaml_starts.h"

namespace plimsoll {
namespace {

using Reach = Suppression::Reach;

// The scopes of the comments of one document, which are asked for in their order.
class Scopes {
 public:
  Scopes(const kubernetes::Document& document, const Source& source, bool first)
      : document_(document), source_(source), starts_(document), first_(first) {}

  Span of(const Suppression& suppression) {
    const Span comment = suppression.span;
    const bool head = !document_.root || comment.begin < document_.root->span.begin;
    switch (suppression.reach) {
      case Reach::file:
        return whole_file(source_);
      case Reach::line:
        return line_or_next(comment, source_);
      case Reach::document:
      case Reach::object:
      case Reach::stage:
        return document_.span;
      case Reach::next:
        if (head) return first_ ? whole_file(source_) : document_.span;
        break;
      default:
        if (head) return document_.span;
        break;
    }
    const std::string_view text = source_.text();
    uint32_t line = source_.line(source_.line_of(comment.begin)).begin;
    while (text[line] == ' ' || text[line] == '\t') ++line;
    if (line < comment.begin) return starts_.at(text, line);
    // Of a run of comments each looks for the same token.
    if (comment.begin < passed_from_ || comment.end > token_) {
      passed_from_ = comment.begin;
      token_ = next_token(text, comment.end);
    }
    return starts_.at(text, token_);
  }

 private:
  const kubernetes::Document& document_;
  const Source& source_;
  YamlStarts starts_;
  bool first_;
  uint32_t passed_from_ = 0, token_ = 0;
};

}  // namespace

std::vector<Suppression> suppressions_of(const kubernetes::Manifest& manifest, Date today) {
  std::vector<Suppression> found;
  const Source& source = *manifest.source;
  for (const auto& document : manifest.documents) {
    const size_t begin = found.size();
    for (const kubernetes::Comment& comment : document->comments) read_comment(comment.text, comment.span.begin, found);
    if (found.size() == begin) continue;
    Scopes scopes(*document, source, document == manifest.documents.front());
    for (size_t i = begin; i < found.size(); ++i) {
      found[i].scope = scopes.of(found[i]);
      if (found[i].ours()) found[i].removal = removal_of(found[i].span, source);
    }
  }
  add_annotations(manifest, found);
  finish_suppressions(found, today);
  return found;
}

}  // namespace plimsoll
