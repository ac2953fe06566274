// How the builder splits what stands behind a keyword: flags, words, JSON arrays. Internal to the parser.
//
// Every result is a view into the text given, so that the caller can map it back to the file. Each function takes the
// rules of one of BuildKit's line parsers, oddities included.
//
//   std::vector<std::string_view> flags;
//   read_flags("--from=a --link x y", &flags);   // "x y"; flags: --from=a, --link
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "mapped_text.h"

namespace plimsoll::dockerfile {

// Without Unicode's white space at both ends.
std::string_view trim(std::string_view text);
// Size of the white space character at the head of `text`, 0 if there is none.
size_t leading_space(std::string_view text);

// Flags at the head of `text`; returns what is behind them.
std::string_view read_flags(std::string_view text, std::vector<std::string_view>* flags);
// Words between blanks; quotes mean nothing.
std::vector<std::string_view> split_blanks(std::string_view text);
// The first word and, behind the blanks, the rest.
std::pair<std::string_view, std::string_view> cut_blank(std::string_view text);
// Words as ENV, LABEL and ARG have them: quotes and escapes keep blanks inside, and stay.
std::vector<std::string_view> split_words(std::string_view text, char escape);
// The fields of a --mount value. Quotes around a field, a key or a value are left out.
struct MountField {
  std::string_view key;
  std::optional<std::string_view> value;
};
std::vector<MountField> split_mount(std::string_view text);
// The elements of a JSON array: strings decoded, the others as written and listed in `non_strings` too. nullopt if
// `text`, a part of `line`, is anything else.
struct JsonArray {
  std::vector<MappedText> elements;
  std::vector<std::string_view> non_strings;
};
std::optional<JsonArray> read_json(const MappedText& line, std::string_view text);

}  // namespace plimsoll::dockerfile
