// Where the YAML entries and list items of a document start. Offsets are bytes of the file.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "kubernetes/value.h"

namespace plimsoll {

// The first byte at or behind `offset` that is neither blank nor in a comment.
inline uint32_t next_token(std::string_view text, uint32_t offset) {
  while (offset < text.size()) {
    if (text[offset] == '#') {
      offset = static_cast<uint32_t>(std::min(text.find('\n', offset), text.size()));
    } else if (text[offset] == ' ' || text[offset] == '\t' || text[offset] == '\r' || text[offset] == '\n') {
      ++offset;
    } else {
      break;
    }
  }
  return offset;
}

class YamlStarts {
 public:
  struct Start {
    uint32_t begin;
    Span span;
  };

  explicit YamlStarts(const kubernetes::Document& document) {
    for (const kubernetes::Node& node : document.nodes) {
      for (const auto& entry : node.entries) {
        entries_.push_back({entry.key->span.begin, join(entry.key->span, entry.value->span)});
      }
      for (const kubernetes::Node* item : node.items) items_.push_back({item->span.begin, item->span});
    }
    const auto order = [](const Start& a, const Start& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.span.end > b.span.end;
    };
    std::sort(entries_.begin(), entries_.end(), order);
    std::sort(items_.begin(), items_.end(), order);
  }

  // The entry or item whose text begins at `offset`, which may be the dash of an item.
  Span at(std::string_view text, uint32_t offset) const {
    const bool dash = is_dash(text, offset);
    const auto& starts = dash ? items_ : entries_;
    const auto found = std::lower_bound(starts.begin(), starts.end(), offset,
                                        [](const Start& start, uint32_t wanted) { return start.begin < wanted; });
    return found == starts.end() ? Span{offset, offset} : join(found->span, {offset, offset});
  }

  static bool is_dash(std::string_view text, uint32_t offset) {
    return offset + 1 < text.size() && text[offset] == '-' &&
           std::string_view(" \t\r\n").find(text[offset + 1]) != std::string_view::npos;
  }

 private:
  std::vector<Start> entries_, items_;  // by place, the widest first
};

}  // namespace plimsoll
