#include "migrate/flat_config.h"

#include <algorithm>

namespace plimsoll::migrate {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kDelimiters = " \t\r\n=,[]\"'#";

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text), at_(text.starts_with("\xEF\xBB\xBF") ? 3 : 0) {}

  // Behind blanks and comments, which begin with # or //.
  void skip() {
    while (at_ < text_.size()) {
      at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size());
      const std::string_view rest = text_.substr(at_);
      if (!rest.starts_with('#') && !rest.starts_with("//")) return;
      at_ = std::min(text_.find('\n', at_), text_.size());
    }
  }

  bool at_end() const { return at_ == text_.size(); }
  Span here() const { return {static_cast<uint32_t>(at_), static_cast<uint32_t>(at_)}; }

  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  // A word, or a string in quotes of either kind; nothing if none is here, or if it does not end on its line.
  std::optional<Item> word() {
    const size_t begin = at_;
    if (at_end()) return std::nullopt;
    const char quote = text_[at_];
    if (quote != '"' && quote != '\'') {
      at_ = std::min(text_.find_first_of(kDelimiters, at_), text_.size());
      if (at_ == begin) return std::nullopt;
      return Item{std::string(text_.substr(begin, at_ - begin)),
                  {static_cast<uint32_t>(begin), static_cast<uint32_t>(at_)}};
    }
    std::string text;
    for (++at_; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      if (text_[at_] == quote) {
        ++at_;
        return Item{text, {static_cast<uint32_t>(begin) + 1, static_cast<uint32_t>(at_) - 1}};
      }
      // Of the escapes only those that keep a character matter here.
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      text += text_[at_];
    }
    at_ = begin;
    return std::nullopt;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

void add(std::vector<Item>& values, const Item& word) {
  for (Item& part : split(word.text, ",", word.span.begin)) values.push_back(std::move(part));
}

// What stands behind the "="; false if that cannot be understood.
bool read_values(Scanner& scanner, std::vector<Item>& values) {
  if (!scanner.take('[')) {
    const auto word = scanner.word();
    if (word) add(values, *word);
    return word.has_value();
  }
  for (scanner.skip(); !scanner.take(']'); scanner.skip()) {
    const auto word = scanner.word();
    if (!word) return false;
    add(values, *word);
    scanner.skip();
    scanner.take(',');
  }
  return true;
}

}  // namespace

bool is_flat(const Source& source) {
  Scanner scanner(source.text());
  scanner.skip();
  if (!scanner.word()) return false;
  scanner.skip();
  return scanner.take('=');
}

std::vector<Setting> read_flat(Reader& reader) {
  std::vector<Setting> settings;
  Scanner scanner(reader.source().text());
  for (scanner.skip(); !scanner.at_end(); scanner.skip()) {
    Setting setting;
    const auto key = scanner.word();
    scanner.skip();
    const bool equals = key && scanner.take('=');
    scanner.skip();
    if (!equals || !read_values(scanner, setting.values)) {
      reader.fail(scanner.here(), "key = value is expected, with a string, a list of strings or a word");
      return settings;
    }
    setting.key = *key;
    if (setting.values.size() == 1 && setting.values.front().text == "false") continue;
    settings.push_back(std::move(setting));
  }
  return settings;
}

}  // namespace plimsoll::migrate
