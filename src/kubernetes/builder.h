// Builds a Document's tree from the events of a YAML reader. The reader says what begins where; the builder walks the
// text beside it, once and from front to back, and finds where everything ends, and the comments between.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

// Anchors are numbered from 1 in the order of the document; 0 is none.
struct Properties {
  size_t anchor = 0;
  bool tagged = false;
};

// The document cannot be read any further.
struct Unreadable {
  Problem problem;
};

class Builder {
 public:
  // `end` is where the text of the document ends; nothing behind it is looked at.
  Builder(Document& document, std::string_view text);

  // Events; `at` is where the reader saw the node or its properties. They throw Unreadable.
  void null(uint32_t at, Properties properties);
  void alias(uint32_t at, size_t anchor);
  void scalar(uint32_t at, Properties properties, const std::string& value);
  void begin(Node::Kind kind, uint32_t at, Properties properties);
  void end();

  // Checks what only the whole document shows, and sets its root.
  void finish();
  // The comments of what was not read, after a syntax error.
  void skip_rest();

  // The innermost bracket that waits for its partner; nothing in block collections.
  std::optional<uint32_t> open_bracket() const;
  uint32_t position() const { return cursor_; }

 private:
  struct Frame {
    Node* node;
    Node* key = nullptr;  // a map's key that waits for its value
    bool bracketed = false;
    bool untouched = true;  // nothing stands in it yet
    size_t anchor = 0;
    uint64_t expanded = 1;  // values that it holds with every alias followed
    uint32_t end = 0;
  };
  struct Anchor {
    Node* node = nullptr;
    uint64_t expanded = 0;
    bool open = false;
  };

  Node* add_node(Node::Kind kind);
  void attach(Node* node, uint64_t expanded, uint32_t end);
  void start(uint32_t at);
  void skip_gap(uint32_t to);
  void skip_trivia();
  uint32_t skip_properties(Node& node, Properties properties);
  void remember(size_t anchor, Node* node, uint64_t expanded, bool open);
  bool null_word_at(uint32_t at, bool is_key) const;
  void expect_colon() const;
  Span place_of_absent();

  Document& document_;
  std::string_view text_;
  uint32_t cursor_;
  Node* root_ = nullptr;
  std::vector<Frame> frames_;
  std::vector<Anchor> anchors_;
  uint64_t aliased_ = 0;       // values that aliases stand for, so far
  std::optional<Span> burst_;  // the alias that made them too many
};

}  // namespace plimsoll::kubernetes
