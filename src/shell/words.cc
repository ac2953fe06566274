#include "shell/words.h"

#include <string>
#include <utility>

namespace plimsoll::shell {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_char(char c) { return c == '_' || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Reads a word piece by piece and hands the pieces to `Sink`:
//   plain(begin, end)            bytes that stand for themselves
//   decoded(text, begin, end)    what an escape sequence stands for
//   variable(name, begin, end)   $X or ${X…}
//   substitution(begin, end)     anything else that the shell computes
//   pattern()                    a glob, brace or tilde that the shell expands
template <class Sink>
class Reader {
 public:
  Reader(std::string_view text, const Lexed& lexed, uint32_t begin, uint32_t end, Sink& sink)
      : text_(text), lexed_(lexed), at_(begin), end_(end), sink_(sink) {}

  void run() {
    if (at_ < end_ && text_[at_] == '~') sink_.pattern();
    while (at_ < end_) {
      const char c = text_[at_];
      if (c == '\'') {
        const uint32_t begin = ++at_;
        while (at_ < end_ && text_[at_] != '\'') ++at_;
        sink_.plain(begin, at_++);
      } else if (c == '"') {
        ++at_;
        quoted();
      } else if (c == '\\') {
        escape(false);
      } else if (c == '$' || c == '`') {
        dollar(false);
      } else if ((c == '<' || c == '>') && next() == '(') {
        enclosed();
      } else if (c == '(') {
        enclosed();
      } else {
        plain();
      }
    }
  }

 private:
  char next() const { return at_ + 1 < end_ ? text_[at_ + 1] : '\0'; }

  void plain() {
    const uint32_t begin = at_;
    for (; at_ < end_; ++at_) {
      const char c = text_[at_];
      if (c == '\'' || c == '"' || c == '\\' || c == '$' || c == '`' || c == '(' || c == '<' || c == '>') break;
      if (c == '*' || c == '?') sink_.pattern();
      if (c == '[') bracket_ = true;
      if (c == ']' && bracket_) sink_.pattern();
      if (c == '{') brace_ = true;
      if (brace_ && (c == ',' || (c == '.' && next() == '.'))) sink_.pattern();
    }
    if (at_ == begin) ++at_;
    sink_.plain(begin, at_);
  }

  void quoted() {
    while (at_ < end_ && text_[at_] != '"') {
      const char c = text_[at_];
      if (c == '\\') {
        escape(true);
      } else if (c == '$' || c == '`') {
        dollar(true);
      } else {
        const uint32_t begin = at_;
        while (at_ < end_ && text_[at_] != '"' && text_[at_] != '\\' && text_[at_] != '$' && text_[at_] != '`') ++at_;
        sink_.plain(begin, at_);
      }
    }
    ++at_;
  }

  void escape(bool in_quotes) {
    const uint32_t begin = at_;
    const char c = next();
    if (at_ + 1 >= end_) {
      sink_.plain(at_, end_);
      at_ = end_;
      return;
    }
    at_ += 2;
    if (c == '\n') return;
    if (c == '\r' && at_ < end_ && text_[at_] == '\n') {
      ++at_;
      return;
    }
    if (in_quotes && c != '"' && c != '\\' && c != '$' && c != '`') {
      sink_.plain(begin, at_);
    } else {
      sink_.decoded(text_.substr(begin + 1, 1), begin, at_);
    }
  }

  void dollar(bool in_quotes) {
    const uint32_t begin = at_;
    const char c = next();
    if (text_[at_] == '`' || c == '(') return enclosed();
    if (!in_quotes && c == '\'') return ansi();
    if (!in_quotes && c == '"') {
      ++at_;
      return;
    }
    if (c == '{') {
      at_ = lexed_.end_of(at_);
      uint32_t name = begin + 2;
      if (name < at_ && (text_[name] == '#' || text_[name] == '!') && name + 1 < at_ && text_[name + 1] != '}') ++name;
      uint32_t name_end = name;
      while (name_end < at_ && is_name_char(text_[name_end])) ++name_end;
      if (name_end == name && name_end + 1 < at_) ++name_end;
      sink_.variable(text_.substr(name, name_end - name), begin, at_);
      return;
    }
    uint32_t name_end = at_ + 1;
    if (is_name_char(c) && !is_digit(c)) {
      while (name_end < end_ && is_name_char(text_[name_end])) ++name_end;
    } else if (c != '\0' && (is_digit(c) || std::string_view("@*#?-$!").find(c) != std::string_view::npos)) {
      ++name_end;
    } else {
      sink_.plain(at_, at_ + 1);
      ++at_;
      return;
    }
    at_ = name_end;
    sink_.variable(text_.substr(begin + 1, name_end - begin - 1), begin, at_);
  }

  void enclosed() {
    const uint32_t begin = at_;
    at_ = lexed_.end_of(begin);
    sink_.substitution(begin, at_);
  }

  // $'…'
  void ansi() {
    at_ += 2;
    while (at_ < end_ && text_[at_] != '\'') {
      const uint32_t begin = at_;
      if (text_[at_] != '\\' || at_ + 1 >= end_) {
        while (at_ < end_ && text_[at_] != '\'' && text_[at_] != '\\') ++at_;
        if (at_ == begin) ++at_;
        sink_.plain(begin, at_);
        continue;
      }
      const char c = text_[at_ + 1];
      at_ += 2;
      static constexpr std::string_view kLetters = "abefnrtvE";
      static constexpr std::string_view kMeanings = "\a\b\x1b\f\n\r\t\v\x1b";
      if (auto letter = kLetters.find(c); letter != std::string_view::npos) {
        sink_.decoded(kMeanings.substr(letter, 1), begin, at_);
      } else if (c == 'x' || (c >= '0' && c <= '7')) {
        if (c != 'x') --at_;
        const char byte = number(c == 'x' ? 16 : 8, c == 'x' ? 2 : 3);
        sink_.decoded(std::string_view(&byte, 1), begin, at_);
      } else {
        sink_.decoded(text_.substr(begin + 1, 1), begin, at_);
      }
    }
    ++at_;
  }

  char number(unsigned base, int digits) {
    unsigned value = 0;
    for (; digits > 0 && at_ < end_; --digits, ++at_) {
      const char c = text_[at_];
      const unsigned digit = is_digit(c)            ? static_cast<unsigned>(c - '0')
                             : c >= 'a' && c <= 'f' ? static_cast<unsigned>(c - 'a' + 10)
                             : c >= 'A' && c <= 'F' ? static_cast<unsigned>(c - 'A' + 10)
                                                    : 99;
      if (digit >= base) break;
      value = value * base + digit;
    }
    return static_cast<char>(value);
  }

  std::string_view text_;
  const Lexed& lexed_;
  uint32_t at_;
  uint32_t end_;
  Sink& sink_;
  bool brace_ = false;
  bool bracket_ = false;
};

struct WordSink {
  std::string_view text;
  Word& word;

  void plain(uint32_t begin, uint32_t end) { word.text += text.substr(begin, end - begin); }
  void decoded(std::string_view part, uint32_t, uint32_t) { word.text += part; }
  void variable(std::string_view name, uint32_t, uint32_t) {
    word.text += "${";
    word.text += name;
    word.text += '}';
    word.variables.emplace_back(name);
    word.literal = false;
  }
  void substitution(uint32_t, uint32_t) {
    word.text += "$()";
    word.literal = false;
  }
  void pattern() { word.literal = false; }
};

struct ArgumentSink {
  const MappedText& text;
  MappedText& argument;

  std::string_view part(uint32_t begin, uint32_t end) const { return text.text().substr(begin, end - begin); }
  void plain(uint32_t begin, uint32_t end) { argument.append(text, begin, end - begin); }
  void decoded(std::string_view character, uint32_t begin, uint32_t end) {
    argument.append(character, text.span(begin, end));
  }
  void variable(std::string_view, uint32_t begin, uint32_t end) { argument.append(text, begin, end - begin); }
  void substitution(uint32_t begin, uint32_t end) { argument.append("$()", text.span(begin, end)); }
  void pattern() {}
};

}  // namespace

Word word_at(const MappedText& text, const Lexed& lexed, uint32_t begin, uint32_t end) {
  Word word;
  word.span = text.span(begin, end);
  WordSink sink{text.text(), word};
  Reader<WordSink>(text.text(), lexed, begin, end, sink).run();
  return word;
}

MappedText argument_at(const MappedText& text, const Lexed& lexed, uint32_t begin, uint32_t end) {
  MappedText argument;
  ArgumentSink sink{text, argument};
  Reader<ArgumentSink>(text.text(), lexed, begin, end, sink).run();
  return argument;
}

MappedText inside_of_backquotes(const MappedText& text, Span inside) {
  MappedText result;
  const std::string_view bytes = text.text();
  uint32_t plain = inside.begin;
  for (uint32_t i = inside.begin; i < inside.end; ++i) {
    if (bytes[i] != '\\' || i + 1 >= inside.end) continue;
    const char c = bytes[i + 1];
    if (c == '\\' || c == '$' || c == '`') {
      result.append(text, plain, i - plain);
      plain = i + 1;
    }
    ++i;
  }
  result.append(text, plain, inside.end - plain);
  return result;
}

}  // namespace plimsoll::shell
