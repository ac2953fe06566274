#include <charconv>

#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

void append_utf8(uint32_t code, std::string* out) {
  if (code < 0x80) {
    *out += static_cast<char>(code);
  } else if (code < 0x800) {
    *out += static_cast<char>(0xC0 | (code >> 6));
    *out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    *out += static_cast<char>(0xE0 | (code >> 12));
    *out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    *out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    *out += static_cast<char>(0xF0 | (code >> 18));
    *out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    *out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    *out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

constexpr int kDepth = 64;

class Reader {
 public:
  Reader(const MappedText& line, std::string_view text)
      : line_(line), text_(text), base_(static_cast<size_t>(text.data() - line.text().data())) {}

  std::optional<JsonArray> array() {
    JsonArray result;
    skip_blanks();
    if (!take('[')) return std::nullopt;
    skip_blanks();
    if (!take(']')) {
      do {
        skip_blanks();
        if (!element(result)) return std::nullopt;
        skip_blanks();
      } while (take(','));
      if (!take(']')) return std::nullopt;
    }
    skip_blanks();
    if (at_ != text_.size()) return std::nullopt;
    return result;
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
  }

  bool element(JsonArray& result) {
    MappedText& out = result.elements.emplace_back();
    if (at_ < text_.size() && text_[at_] == '"') return string(&out);
    const size_t begin = at_;
    if (!skip_value(0)) return false;
    append_plain(begin, at_, &out);
    result.non_strings.push_back(text_.substr(begin, at_ - begin));
    return true;
  }

  // Any value; an array or object that nobody could mean is none.
  bool skip_value(int depth) {
    if (depth > kDepth || at_ == text_.size()) return false;
    switch (text_[at_]) {
      case '"': {
        MappedText ignored;
        return string(&ignored);
      }
      case '[':
        return skip_members('[', ']', depth);
      case '{':
        return skip_members('{', '}', depth);
      default:
        return skip_word("true") || skip_word("false") || skip_word("null") || skip_number();
    }
  }

  bool skip_members(char open, char close, int depth) {
    if (!take(open)) return false;
    skip_blanks();
    if (take(close)) return true;
    do {
      skip_blanks();
      if (open == '{') {
        MappedText key;
        if (!string(&key)) return false;
        skip_blanks();
        if (!take(':')) return false;
        skip_blanks();
      }
      if (!skip_value(depth + 1)) return false;
      skip_blanks();
    } while (take(','));
    return take(close);
  }

  bool skip_word(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  bool skip_digits() {
    const size_t begin = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return at_ > begin;
  }

  bool skip_number() {
    take('-');
    if (!take('0') && !skip_digits()) return false;
    if (take('.') && !skip_digits()) return false;
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    return skip_digits();
  }

  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  Span file(size_t begin, size_t end) const { return line_.span(base_ + begin, base_ + end); }

  // Characters that stand for themselves; continuations may cut them.
  void append_plain(size_t begin, size_t end, MappedText* out) const {
    const Span span = file(begin, end);
    if (span.size() == end - begin) {
      out->append(text_.substr(begin, end - begin), span.begin);
      return;
    }
    for (; begin < end; ++begin) out->append(text_.substr(begin, 1), file(begin, begin + 1).begin);
  }

  bool string(MappedText* out) {
    if (!take('"')) return false;
    // Where an empty string stands.
    out->append("", file(at_, at_));
    for (;;) {
      const size_t begin = at_;
      while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
             static_cast<unsigned char>(text_[at_]) >= ' ') {
        ++at_;
      }
      if (at_ > begin) append_plain(begin, at_, out);
      if (take('"')) return true;
      if (!escape(out)) return false;
    }
  }

  std::optional<uint32_t> hex() {
    uint32_t code = 0;
    if (text_.size() - at_ < 4) return std::nullopt;
    const char* begin = text_.data() + at_;
    if (std::from_chars(begin, begin + 4, code, 16).ptr != begin + 4) return std::nullopt;
    at_ += 4;
    return code;
  }

  bool escape(MappedText* out) {
    const size_t begin = at_;
    if (!take('\\') || at_ == text_.size()) return false;
    std::string decoded;
    switch (const char c = text_[at_++]) {
      case '"':
      case '\\':
      case '/':
        decoded = c;
        break;
      case 'b':
        decoded = '\b';
        break;
      case 'f':
        decoded = '\f';
        break;
      case 'n':
        decoded = '\n';
        break;
      case 'r':
        decoded = '\r';
        break;
      case 't':
        decoded = '\t';
        break;
      case 'u': {
        std::optional<uint32_t> code = hex();
        if (!code) return false;
        if (*code >= 0xD800 && *code < 0xDC00 && text_.substr(at_).starts_with("\\u")) {
          const size_t low_begin = at_;
          at_ += 2;
          const std::optional<uint32_t> low = hex();
          if (!low) return false;
          if (*low >= 0xDC00 && *low < 0xE000) {
            code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
          } else {
            at_ = low_begin;
          }
        }
        // Half of a pair is no character; Go decodes it to U+FFFD.
        append_utf8(*code >= 0xD800 && *code < 0xE000 ? 0xFFFD : *code, &decoded);
        break;
      }
      default:
        return false;
    }
    out->append(decoded, file(begin, at_));
    return true;
  }

  const MappedText& line_;
  std::string_view text_;
  size_t base_;
  size_t at_ = 0;
};

}  // namespace

std::optional<JsonArray> read_json(const MappedText& line, std::string_view text) { return Reader(line, text).array(); }

}  // namespace plimsoll::dockerfile
