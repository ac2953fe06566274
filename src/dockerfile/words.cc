#include "dockerfile/words.h"

#include "heredoc.h"

namespace plimsoll::dockerfile {
namespace {

// What BuildKit's line parsers split at, narrower than white space.
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r'; }

}  // namespace

size_t leading_space(std::string_view text) { return space_size(text.data(), text.size()); }

std::string_view trim(std::string_view text) {
  while (const size_t size = leading_space(text)) text.remove_prefix(size);
  for (bool found = true; found;) {
    found = false;
    for (size_t size = 1; size <= 3 && size <= text.size() && !found; ++size) {
      if (leading_space(text.substr(text.size() - size)) != size) continue;
      text.remove_suffix(size);
      found = true;
    }
  }
  return text;
}

std::string_view read_flags(std::string_view text, std::vector<std::string_view>* flags) {
  for (;;) {
    while (const size_t size = leading_space(text)) text.remove_prefix(size);
    if (!text.starts_with("--")) return text;
    size_t end = 0;
    char quote = 0;
    for (; end < text.size(); ++end) {
      const char c = text[end];
      if (c == '\\' && end + 1 < text.size()) {
        ++end;
      } else if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (leading_space(text.substr(end)) > 0) {
        break;
      }
    }
    const std::string_view flag = text.substr(0, end);
    text.remove_prefix(end);
    if (flag == "--") return text;
    flags->push_back(flag);
  }
}

std::vector<std::string_view> split_blanks(std::string_view text) {
  std::vector<std::string_view> words;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    if (end > at) words.push_back(text.substr(at, end - at));
    for (at = end; at < text.size() && is_blank(text[at]);) ++at;
  }
  return words;
}

std::pair<std::string_view, std::string_view> cut_blank(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && !is_blank(text[end])) ++end;
  size_t next = end;
  while (next < text.size() && is_blank(text[next])) ++next;
  return {text.substr(0, end), text.substr(next)};
}

std::vector<std::string_view> split_words(std::string_view text, char escape) {
  std::vector<std::string_view> words;
  for (size_t at = 0; at < text.size();) {
    if (const size_t size = leading_space(text.substr(at))) {
      at += size;
      continue;
    }
    const size_t begin = at;
    size_t end = text.size();
    char quote = 0;
    for (; at < text.size(); ++at) {
      const char c = text[at];
      if (c == escape && quote != '\'') {
        // At the end of the text the escape character stands for nothing.
        if (at + 1 == text.size()) end = at;
        ++at;
        if (const size_t size = at < text.size() ? leading_space(text.substr(at)) : 0) at += size - 1;
      } else if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (leading_space(text.substr(at)) > 0) {
        end = at;
        break;
      }
    }
    if (end > begin) words.push_back(text.substr(begin, end - begin));
  }
  return words;
}

std::vector<MountField> split_mount(std::string_view text) {
  std::vector<MountField> fields;
  if (text.empty()) return fields;
  char quote = 0;           // of the flag: the builder removes it before it looks for commas
  bool csv_quoted = false;  // inside quotes that were escaped from that
  bool field_starts = true;
  fields.emplace_back();
  // A part is what lies between the first and the last of the characters that stay.
  size_t begin = std::string_view::npos, end = 0;
  auto finish_part = [&](size_t at) {
    const std::string_view part = begin == text.npos ? text.substr(at, 0) : text.substr(begin, end - begin);
    MountField& field = fields.back();
    if (field.value) {
      field.value = part;
    } else {
      field.key = part;
    }
    begin = text.npos;
  };
  for (size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '\\' && at + 1 < text.size()) {
      c = text[++at];
    } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
      quote = quote != 0 ? 0 : c;
      continue;
    }
    if (c == '"' && (field_starts || csv_quoted)) {
      csv_quoted = !csv_quoted;
      field_starts = false;
    } else if (c == ',' && !csv_quoted) {
      finish_part(at);
      fields.emplace_back();
      field_starts = true;
    } else if (c == '=' && !fields.back().value) {
      finish_part(at);
      fields.back().value = text.substr(at + 1, 0);
      field_starts = false;
    } else {
      if (begin == text.npos) begin = at;
      end = at + 1;
      field_starts = false;
    }
  }
  finish_part(text.size());
  return fields;
}

}  // namespace plimsoll::dockerfile
