// A YAML stream as text: its documents between the markers, and the bytes that YAML does not allow.
//
// "---" and "..." at the head of a line are always markers, even inside quotes and block scalars, so the stream can be
// cut before it is understood and a broken document stays alone.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

struct Piece {
  Span span;    // the text between two markers
  Span prefix;  // comments and directives before its "---"
};

// The documents of a text. Pieces without anything in them are left out; one that holds only comments is kept.
std::vector<Piece> split_stream(std::string_view text);

// Whether a document is written as JSON (or as one flow collection): its first character is a bracket.
bool is_flow_document(std::string_view text);

// The first byte that no YAML stream may hold: a control character, or what is not UTF-8.
std::optional<Problem> forbidden_character(std::string_view text, Span piece);

}  // namespace plimsoll::kubernetes
