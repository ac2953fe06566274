#include <algorithm>
#include <optional>

#include "secrets.h"

namespace plimsoll {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_quote(char c) { return c == '"' || c == '\''; }
bool is_name_char(char c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '-' || c == '.';
}

constexpr size_t kLongestName = 100;

struct Assignment {
  std::string_view name;
  std::string_view value;
  bool quoted = false;  // the value
  bool loose = false;   // "a:b", which assigns something in few languages only
};

// Reads the assignments of one line around their signs.
class LineReader {
 public:
  explicit LineReader(std::string_view line)
      : line_(line), start_(line.find_first_not_of(" \t-#\"'")), brace_(line.find('{')) {}

  std::optional<Assignment> next() {
    while (true) {
      sign_ = at_;
      while (sign_ < line_.size() && line_[sign_] != '=' && line_[sign_] != ':') ++sign_;
      if (sign_ >= line_.size()) return std::nullopt;
      at_ = sign_ + 1;
      if (is_operator()) continue;
      Assignment found;
      if (read_name(found) && read_value(found)) return found;
    }
  }

  void skip(std::string_view value) { at_ = static_cast<size_t>(value.data() + value.size() - line_.data()); }

 private:
  // "==", "!=", "=>", "::" and the like.
  bool is_operator() {
    if (sign_ > 0 && std::string_view("=!<>+:~").find(line_[sign_ - 1]) != std::string_view::npos) return true;
    if (at_ == line_.size()) return false;
    if (line_[sign_] == ':' && line_[at_] == '=') {
      ++at_;
      return false;
    }
    return std::string_view("=>~:").find(line_[at_]) != std::string_view::npos;
  }

  bool read_name(Assignment& found) {
    size_t end = sign_;
    while (end > 0 && is_blank(line_[end - 1])) --end;
    attached_ = end == sign_;
    bool quoted = false;
    if (end > 0 && is_quote(line_[end - 1])) {
      quoted = true;
      --end;
      if (end > 0 && line_[end - 1] == '\\') --end;
    }
    size_t begin = end;
    while (begin > 0 && end - begin < kLongestName && is_name_char(line_[begin - 1])) --begin;
    if (begin == end) return false;
    found.name = line_.substr(begin, end - begin);
    if (quoted) {
      opener_ = '"';
      return begin > 0 && is_quote(line_[begin - 1]);
    }
    opener_ = '\0';
    if (begin <= start_) return true;
    size_t before = begin;
    while (before > 0 && is_blank(line_[before - 1])) --before;
    if (before > 0 && line_[before - 1] == '#') return true;
    if (before > 0) opener_ = line_[before - 1];
    // As one of several.
    if (opener_ == '{' || opener_ == ';' || opener_ == '&' || opener_ == '?') return true;
    if (found.name.starts_with('-') && (opener_ == ',' || opener_ == '[')) {
      opener_ = ',';
      return attached_ && line_[sign_] == '=';
    }
    if (opener_ == ',') return line_[sign_] == ':' && brace_ < before;
    // Behind another word: an option, or a variable before a command.
    opener_ = ' ';
    return before < begin && attached_ && line_[sign_] == '=' && at_ < line_.size() && !is_blank(line_[at_]);
  }

  bool read_value(Assignment& found) {
    size_t begin = at_;
    while (begin < line_.size() && is_blank(line_[begin])) ++begin;
    if (begin == line_.size()) return false;
    const bool blanks = begin > at_;
    if (line_[begin] == '\\' && begin + 1 < line_.size() && is_quote(line_[begin + 1])) ++begin;
    if (is_quote(line_[begin])) {
      const size_t close = line_.find(line_[begin], begin + 1);
      if (close == line_.npos) return false;
      found.value = line_.substr(begin + 1, close - begin - 1);
      if (found.value.ends_with('\\')) found.value.remove_suffix(1);
      found.quoted = true;
      at_ = begin + 1;  // it may be a text with assignments of its own
      return true;
    }
    if (line_[begin] == '{' || line_[begin] == '[') at_ = begin + 1;
    if (opener_ == '"' || at_ > begin) return false;
    size_t end = begin;
    while (end < line_.size() && !ends_value(line_[end])) ++end;
    found.value = line_.substr(begin, end - begin);
    while (found.value.ends_with(',') || found.value.ends_with('\\')) found.value.remove_suffix(1);
    found.loose = line_[sign_] == ':' && !blanks;
    at_ = end;
    // In an expression more follows.
    size_t rest = end;
    while (rest < line_.size() && is_blank(line_[rest])) ++rest;
    const bool shell = attached_ && !blanks && line_[sign_] == '=';
    return shell || opener_ != '\0' || rest == line_.size() || line_[rest] == '#' || line_[rest] == ';';
  }

  bool ends_value(char c) const {
    if (is_blank(c) || is_quote(c)) return true;
    if (opener_ == '{' || opener_ == ',') return c == ',' || c == '}' || c == ']';
    if (opener_ == '&' || opener_ == '?') return c == '&';
    return c == ';';
  }

  std::string_view line_;
  size_t start_;     // behind blanks, and the signs of lists and comments
  size_t brace_;     // the first one
  size_t at_ = 0;    // from where on the next sign is looked for
  size_t sign_ = 0;  // "=" or ":"
  char opener_ = '\0';
  bool attached_ = false;  // no blank before the sign
};

// Words of code and prose stand unquoted as well, so these have to look like a secret.
bool may_be_secret(const Assignment& assignment, const Secret& secret) {
  const std::string_view value = assignment.value;
  if (secret.evidence == Secret::Evidence::weak && is_placeholder(value)) return false;
  if (assignment.quoted || secret.evidence != Secret::Evidence::weak) return true;
  const bool digit = std::any_of(value.begin(), value.end(), is_digit);
  const bool lower = std::any_of(value.begin(), value.end(), is_lower);
  if (assignment.loose) return digit && lower && value.size() >= 6;
  if (secret.what == "a password") return digit || lower;
  return digit && lower && value.size() >= 6 && value.find_first_of("-.") == value.npos;
}

}  // namespace

std::vector<Secret> literal_secrets_in(std::string_view text) {
  std::vector<Secret> found = secrets_in_configuration(text);
  const size_t known = found.size();
  size_t next_known = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    LineReader reader(text.substr(begin, end - begin));
    begin = end + 1;
    while (const auto assignment = reader.next()) {
      if (!may_name_literal(assignment->name)) continue;
      const size_t offset = static_cast<size_t>(assignment->value.data() - text.data());
      while (next_known < known && found[next_known].end <= offset) ++next_known;
      if (next_known < known && found[next_known].begin < offset + assignment->value.size()) continue;
      const auto secret = literal_secret(assignment->name, assignment->value);
      if (!secret || !may_be_secret(*assignment, *secret)) continue;
      reader.skip(assignment->value);
      found.push_back({secret->what, secret->begin + offset, secret->end + offset, secret->evidence});
    }
  }
  std::sort(found.begin(), found.end(), [](const Secret& a, const Secret& b) { return a.begin < b.begin; });
  return found;
}

}  // namespace plimsoll
