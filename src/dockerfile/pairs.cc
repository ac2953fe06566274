#include "dockerfile/pairs.h"

#include <optional>

#include "dockerfile/expand.h"
#include "dockerfile/model.h"
#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

// A value of several words as one in double quotes that expands to the same; nullopt where that is not plain.
std::optional<std::string> in_double_quotes(std::string_view value, char escape) {
  const bool has_quotes = value.find_first_of("\"'") != value.npos || value.find(escape) != value.npos;
  if (has_quotes && value.find("${") != value.npos) return std::nullopt;
  std::string result = "\"";
  char quote = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool special = c == '"' || c == '$' || c == escape;
    if (quote == '\'') {
      if (c == quote) {
        quote = 0;
        continue;
      }
      if (special) result += escape;
      result += c;
    } else if (c == escape) {
      if (++i == value.size()) return std::nullopt;
      const char next = value[i];
      if (quote || next == '"' || next == '$' || next == escape) result += escape;
      result += next;
    } else if (c == '"' || (c == '\'' && !quote)) {
      quote = quote ? 0 : c;
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::vector<Edit> written_with_equals(const Instruction& instruction, const KeyValue& pair, std::string_view value,
                                      const Source& source) {
  const char escape = instruction.model->file().escape;
  if (malformed(value, escape) || pair.key.text.find_first_of("\"'$\\`") != pair.key.text.npos) return {};
  const Span gap{pair.key.span.end, value.empty() ? pair.span.end : instruction.line.span(value).begin};
  if (source.text(gap).find('#') != std::string_view::npos) return {};
  const std::vector<std::string_view> words = split_words(value, escape);
  if (value.empty() || (words.size() == 1 && words[0] == value)) return {replace(gap, "=")};
  const auto text = in_double_quotes(value, escape);
  if (!text) return {};
  const Span place = instruction.line.span(value);
  if (text->size() == value.size() + 2 && text->find(value) == 1) {
    return {replace(gap, "=\""), insert_after(place, "\"")};
  }
  const Instruction& outer = instruction.trigger_of ? *instruction.trigger_of : instruction;
  if (!outer.comments.empty()) return {};
  return {replace(join(gap, place), "=" + *text)};
}

}  // namespace

std::string quoted(std::string_view literal, char escape) {
  std::string result = "\"";
  for (char c : literal) {
    if (c == '"' || c == '$' || c == escape) result += escape;
    result += c;
  }
  return result + "\"";
}

std::vector<Edit> modern_form(const Instruction& instruction, const KeyValue& pair, const Source& source) {
  return written_with_equals(instruction, pair, pair.value->text, source);
}

std::vector<Edit> closed_up_form(const Instruction& instruction, const KeyValue& pair, const Source& source) {
  const std::string_view value = trim(pair.value->text.substr(1));
  // "A = b C = d" is meant as two pairs, and no one knows where the first value ends.
  if (value.find('=') != value.npos) return {};
  return written_with_equals(instruction, pair, value, source);
}

}  // namespace plimsoll::dockerfile
