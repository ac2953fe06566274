// How the expansion of a word puts a Text together from pieces that are known or not.
//
//   Text text;
//   append(text, 'v');
//   append(text, Text{.value = "${X}", .known = false, .unknown = {"X"}});
//   finish(text);   // partly known: "v${X}"
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "dockerfile/expand.h"

namespace plimsoll::dockerfile {

inline void append(Text& text, const Text& part) {
  text.value += part.value;
  text.known = text.known && part.known;
  // Until the end, `partly` means that there is something known in it.
  text.partly = text.partly || part.partly;
  text.from_default = text.from_default || part.from_default;
  text.unknown.insert(text.unknown.end(), part.unknown.begin(), part.unknown.end());
}

inline void append(Text& text, char literal) {
  text.value += literal;
  text.partly = true;
}

inline void finish(Text& text) {
  text.partly = text.partly && !text.known;
  if (text.unknown.size() < 2) return;
  std::unordered_set<std::string_view> seen;
  std::vector<std::string> names;
  names.reserve(text.unknown.size());  // the views into it must stay valid
  for (std::string& name : text.unknown) {
    if (seen.contains(name)) continue;
    names.push_back(std::move(name));
    seen.insert(names.back());
  }
  text.unknown = std::move(names);
}

// Splits as the text comes: blanks that stand in the word or come from a variable separate, quoted ones do not.
struct Splitter {
  std::vector<Text> words;
  Text word;

  void add(std::string_view unquoted) {
    for (char c : unquoted) {
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        end_word();
      } else {
        append(word, c);
      }
    }
  }
  void add_unquoted(const Text& part) {
    if (!part.known) return append(word, part);
    word.from_default = word.from_default || part.from_default;
    add(part.value);
  }
  void end_word() {
    if (word.value.empty()) return;
    finish(word);
    words.push_back(std::exchange(word, Text()));
  }
};

}  // namespace plimsoll::dockerfile
