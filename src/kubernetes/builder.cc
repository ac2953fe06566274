#include "kubernetes/builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "kubernetes/scalars.h"

namespace plimsoll::kubernetes {
namespace {

// How many values the aliases of a document may stand for: real files stay far
// below, and what rules walk stays bounded.
constexpr uint64_t kAliasedPerNode = 10;
constexpr uint64_t kAliasedAlways = 100'000;

uint64_t saturating_add(uint64_t a, uint64_t b) {
  return a > std::numeric_limits<uint64_t>::max() - b ? std::numeric_limits<uint64_t>::max() : a + b;
}

bool is_flow_indicator(char c) { return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'; }

// One past the name of the anchor or alias at `at`, its "&" or "*" included.
uint32_t end_of_name(std::string_view text, uint32_t at) {
  ++at;
  while (at < text.size() && !is_blank(text[at]) && !is_break(text[at]) && !is_flow_indicator(text[at])) ++at;
  return at;
}

uint32_t end_of_tag(std::string_view text, uint32_t at) {
  if (text.substr(at, 2) != "!<") return end_of_name(text, at);
  while (at < text.size() && text[at] != '>' && !is_break(text[at])) ++at;
  return at < text.size() && text[at] == '>' ? at + 1 : at;
}

}  // namespace

Builder::Builder(Document& document, std::string_view text)
    : document_(document), text_(text.substr(0, document.span.end)), cursor_(document.span.begin) {}

Node* Builder::add_node(Node::Kind kind) {
  Node& node = document_.nodes.emplace_back();
  node.kind = kind;
  return &node;
}

void Builder::attach(Node* node, uint64_t expanded, uint32_t end) {
  if (frames_.empty()) {
    root_ = node;
    return;
  }
  Frame& frame = frames_.back();
  frame.expanded = saturating_add(frame.expanded, expanded);
  frame.end = std::max(frame.end, end);
  if (frame.node->kind == Node::Kind::list) {
    frame.node->items.push_back(node);
  } else if (frame.key == nullptr) {
    frame.key = node;
  } else {
    frame.node->entries.push_back({frame.key, node});
    frame.key = nullptr;
  }
}

void Builder::remember(size_t anchor, Node* node, uint64_t expanded, bool open) {
  if (anchor == 0) return;
  if (anchors_.size() <= anchor) anchors_.resize(anchor + 1);
  anchors_[anchor] = {node, expanded, open};
}

void Builder::skip_gap(uint32_t to) {
  while (cursor_ < to && cursor_ < text_.size()) {
    const bool comment = text_[cursor_] == '#' && (cursor_ == document_.span.begin || is_blank(text_[cursor_ - 1]) ||
                                                   is_break(text_[cursor_ - 1]));
    if (!comment) {
      ++cursor_;
      continue;
    }
    const uint32_t end = end_of_line(text_, cursor_);
    document_.comments.push_back({{cursor_, end}, text_.substr(cursor_, end - cursor_)});
    cursor_ = end;
  }
}

void Builder::skip_trivia() {
  while (cursor_ < text_.size()) {
    const char c = text_[cursor_];
    if (!is_blank(c) && !is_break(c) && c != '#') return;
    skip_gap(cursor_ + 1);
  }
}

// The reader shows a map without braces inside [ ] at its first key. Where that
// key is a collection itself, the bracket that was taken for the map's own is
// the key's.
void Builder::start(uint32_t at) {
  if (!frames_.empty()) {
    Frame& frame = frames_.back();
    if (frame.untouched && frame.bracketed && at == frame.node->span.begin) {
      frame.bracketed = false;
      cursor_ = at;
    }
    frame.untouched = false;
  }
  skip_gap(at);
}

// Reads as many properties as the node has, so that those of its first key are
// left to the key. Returns the end of the last one.
uint32_t Builder::skip_properties(Node& node, Properties properties) {
  bool anchor = properties.anchor != 0;
  bool tag = properties.tagged;
  uint32_t end = cursor_;
  while ((anchor || tag) && cursor_ < text_.size()) {
    if (anchor && text_[cursor_] == '&') {
      end = end_of_name(text_, cursor_);
      node.anchor = {cursor_, end};
      anchor = false;
    } else if (tag && text_[cursor_] == '!') {
      end = end_of_tag(text_, cursor_);
      node.tag = text_.substr(cursor_, end - cursor_);
      tag = false;
    } else {
      break;
    }
    cursor_ = end;
    skip_trivia();
  }
  return end;
}

bool Builder::null_word_at(uint32_t at, bool is_key) const {
  const std::string_view rest = text_.substr(std::min<size_t>(at, text_.size()));
  size_t size = 0;
  for (std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (rest.starts_with(word)) size = word.size();
  }
  if (size == 0) return false;
  if (is_key) return true;
  // A word that a colon follows is the next key; the null before it is not
  // written.
  const uint32_t next = skip_blanks(text_, at + static_cast<uint32_t>(size));
  return next >= text_.size() || text_[next] != ':';
}

// The reader takes a line without a colon for a key that has no value. Only what a "?" begins may be one.
void Builder::expect_colon() const {
  const Frame& frame = frames_.back();
  if (frame.node->flow || frame.key->kind != Node::Kind::scalar) return;
  const auto& entries = frame.node->entries;
  const uint32_t before = entries.empty() ? frame.node->span.begin : entries.back().value->span.end;
  const uint32_t begin = frame.key->span.begin;
  if (begin > before && text_.substr(before, begin - before).find('?') != std::string_view::npos) return;
  throw Unreadable{{frame.key->span, "expected a ':' behind this key"}};
}

// Where a value would stand that is not written: behind the colon, the dash or
// the bracket before it.
Span Builder::place_of_absent() {
  const uint32_t before = cursor_;
  if (frames_.empty()) return {before, before};
  const Frame& frame = frames_.back();
  const bool list = frame.node->kind == Node::Kind::list;
  const bool value = frame.key != nullptr;
  skip_trivia();
  while (frame.bracketed && !value && cursor_ < text_.size() && text_[cursor_] == ',') {
    ++cursor_;
    skip_trivia();
  }
  const char wanted = list ? '-' : value ? ':' : '?';
  if (cursor_ < text_.size() && text_[cursor_] == wanted) {
    ++cursor_;
    return {cursor_, cursor_};
  }
  if (value) expect_colon();
  return value ? Span{before, before} : Span{cursor_, cursor_};
}

void Builder::null(uint32_t at, Properties properties) {
  const bool is_key = !frames_.empty() && frames_.back().node->kind == Node::Kind::map && frames_.back().key == nullptr;
  Node* node = add_node(Node::Kind::null);
  if (properties.anchor != 0) {
    start(at);
    const uint32_t end = skip_properties(*node, properties);
    node->span = {end, end};
    at = cursor_;
  }
  if (at >= cursor_ && null_word_at(at, is_key)) {
    start(at);
    const uint32_t end = text_[at] == '~' ? at + 1 : at + 4;
    node->span = {at, end};
    node->text = text_.substr(at, end - at);
    cursor_ = end;
  } else if (properties.anchor == 0) {
    if (!frames_.empty()) frames_.back().untouched = false;
    node->span = place_of_absent();
  }
  remember(properties.anchor, node, 1, false);
  attach(node, 1, node->span.end);
}

void Builder::alias(uint32_t at, size_t anchor) {
  start(at);
  Node* node = add_node(Node::Kind::alias);
  const uint32_t end = end_of_name(text_, cursor_);
  node->span = {cursor_, end};
  cursor_ = end;
  if (anchor >= anchors_.size() || anchors_[anchor].node == nullptr || anchors_[anchor].open) {
    throw Unreadable{{node->span,
                      "expected an alias to a finished value, but "
                      "this one stands inside of what it names"}};
  }
  node->target = anchors_[anchor].node;
  const uint64_t expanded = anchors_[anchor].expanded;
  aliased_ = saturating_add(aliased_, expanded);
  if (!burst_ && aliased_ > kAliasedAlways + kAliasedPerNode * document_.nodes.size()) burst_ = node->span;
  attach(node, expanded, end);
}

void Builder::scalar(uint32_t at, Properties properties, const std::string& value) {
  start(at);
  Node* node = add_node(Node::Kind::scalar);
  const uint32_t after_properties = skip_properties(*node, properties);
  const uint32_t begin = cursor_;
  const char first = begin < text_.size() ? text_[begin] : '\0';
  node->span = {after_properties, after_properties};
  if (first == '"' || first == '\'') {
    const std::optional<uint32_t> end = end_of_quoted(text_, begin);
    if (!end) throw Unreadable{{{begin, begin + 1}, "expected a closing quote"}};
    const Span span{begin, *end};
    const MappedText decoded = decode_quoted(text_, span);
    // A tag may stand before nothing; then this is the quote of what comes next.
    if (decoded.empty() || !value.empty()) {
      node->style = first == '"' ? Style::double_quoted : Style::single_quoted;
      node->span = span;
      node->text = decoded.text();
    }
  } else if (first == '|' || first == '>') {
    node->style = first == '|' ? Style::literal : Style::folded;
    skip_gap(end_of_line(text_, begin));
    node->span = {begin, end_of_block(text_, begin, value)};
    node->text = value;
  } else if (!value.empty()) {
    node->span = {begin, end_of_plain(text_, begin, value)};
    node->text = value;
  }
  cursor_ = std::max(cursor_, node->span.end);
  remember(properties.anchor, node, 1, false);
  attach(node, 1, node->span.end);
}

void Builder::begin(Node::Kind kind, uint32_t at, Properties properties) {
  start(at);
  Node* node = add_node(kind);
  skip_properties(*node, properties);
  node->span = {cursor_, cursor_};
  Frame frame{.node = node, .anchor = properties.anchor, .end = cursor_};
  const char bracket = kind == Node::Kind::list ? '[' : '{';
  if (cursor_ < text_.size() && text_[cursor_] == bracket) {
    frame.bracketed = true;
    node->flow = true;
    ++cursor_;
  } else if (!frames_.empty() && frames_.back().node->flow) {
    node->flow = true;
  }
  remember(properties.anchor, node, 0, true);
  frames_.push_back(frame);
}

void Builder::end() {
  const Frame frame = frames_.back();
  if (frame.bracketed) {
    const char closing = frame.node->kind == Node::Kind::list ? ']' : '}';
    skip_trivia();
    while (cursor_ < text_.size() && text_[cursor_] != closing && text_[cursor_] == ',') {
      ++cursor_;
      skip_trivia();
    }
    if (cursor_ < text_.size() && text_[cursor_] == closing) ++cursor_;
    frame.node->span.end = cursor_;
  } else {
    frame.node->span.end = std::max(frame.end, frame.node->span.begin);
  }
  frames_.pop_back();
  remember(frame.anchor, frame.node, frame.expanded, false);
  attach(frame.node, frame.expanded, frame.node->span.end);
}

void Builder::finish() {
  skip_rest();
  if (burst_ && aliased_ > kAliasedAlways + kAliasedPerNode * document_.nodes.size()) {
    throw Unreadable{{*burst_, fmt::format("aliases expand to more than {} values",
                                           aliased_ == std::numeric_limits<uint64_t>::max()
                                               ? kAliasedAlways
                                               : kAliasedAlways + kAliasedPerNode * document_.nodes.size())}};
  }
  document_.root = root_;
}

void Builder::skip_rest() { skip_gap(document_.span.end); }

std::optional<uint32_t> Builder::open_bracket() const {
  if (frames_.empty() || !frames_.back().bracketed) return std::nullopt;
  return frames_.back().node->span.begin;
}

}  // namespace plimsoll::kubernetes
