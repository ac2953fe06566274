#include "gitignore.h"

#include <algorithm>
#include <array>
#include <utility>

#include "utf8.h"

namespace plimsoll {
namespace {

bool in_named_class(std::string_view name, unsigned char c) {
  const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
  const bool graph = c > 0x20 && c < 0x7F, space = c == ' ' || (c >= '\t' && c <= '\r');
  if (name == "alnum") return upper || lower || digit;
  if (name == "alpha") return upper || lower;
  if (name == "blank") return c == ' ' || c == '\t';
  if (name == "cntrl") return c < 0x20 || c == 0x7F;
  if (name == "digit") return digit;
  if (name == "graph") return graph;
  if (name == "lower") return lower;
  if (name == "print") return graph || c == ' ';
  if (name == "punct") return graph && !upper && !lower && !digit;
  if (name == "space") return space;
  if (name == "upper") return upper;
  return digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');  // xdigit
}

bool is_named_class(std::string_view name) {
  constexpr std::array names = std::to_array<std::string_view>(
      {"alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "xdigit"});
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Reads a class whose '[' stands at `at`, and moves `at` behind its ']'. Nothing where it is not closed or not valid.
std::optional<std::bitset<256>> read_class(std::string_view pattern, size_t& at) {
  std::bitset<256> set;
  size_t i = at + 1;
  const bool inverted = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (inverted) ++i;
  int previous = -1;  // the byte that a '-' would start a range from
  for (bool first = true;; first = false) {
    if (i >= pattern.size()) return std::nullopt;
    char c = pattern[i];
    if (c == ']' && !first) break;
    if (c == '[' && i + 1 < pattern.size() && pattern[i + 1] == ':') {
      // "[:alpha:]" or, where no ":]" follows before the next ']', a plain '['.
      const size_t close = pattern.find(']', i + 2);
      if (close == std::string_view::npos) return std::nullopt;
      if (close > i + 2 && pattern[close - 1] == ':') {
        const std::string_view name = pattern.substr(i + 2, close - 1 - (i + 2));
        if (!is_named_class(name)) return std::nullopt;
        for (int byte = 0; byte < 256; ++byte) {
          if (in_named_class(name, static_cast<unsigned char>(byte))) set.set(static_cast<size_t>(byte));
        }
        i = close + 1;
        previous = -1;
        continue;
      }
    }
    const bool range = c == '-' && previous >= 0 && i + 1 < pattern.size() && pattern[i + 1] != ']';
    if (range) c = pattern[++i];
    if (c == '\\') {
      if (++i >= pattern.size()) return std::nullopt;
      c = pattern[i];
    }
    const int byte = static_cast<unsigned char>(c);
    for (int member = range ? previous : byte; member <= byte; ++member) set.set(static_cast<size_t>(member));
    previous = range ? -1 : byte;
    ++i;
  }
  if (inverted) set.flip();
  set.reset('/');
  at = i + 1;
  return set;
}

}  // namespace

void GitIgnore::add(std::string_view line, std::string_view base) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty() || line.front() == '#') return;
  // Blanks at the end do not count unless a backslash holds them.
  size_t end = line.size();
  while (end > 0 && line[end - 1] == ' ') --end;
  if (end < line.size()) {
    size_t slashes = 0;
    while (slashes < end && line[end - 1 - slashes] == '\\') ++slashes;
    line = line.substr(0, end + slashes % 2);
  }
  Rule rule;
  if (line.starts_with('!')) {
    rule.negated = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    rule.only_folders = true;
    line.remove_suffix(1);
  }
  rule.name_only = line.find('/') == std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty() || !compile(line, rule)) return;
  rule.base = base;
  if (!rule.base.empty() && !rule.base.ends_with('/')) rule.base += '/';
  rules_.push_back(std::move(rule));
}

void GitIgnore::add_all(std::string_view text, std::string_view base) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    add(text.substr(0, end), base);
    text.remove_prefix(end);
  }
}

bool GitIgnore::compile(std::string_view pattern, Rule& rule) {
  for (size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c == '*') {
      const size_t begin = i;
      while (i < pattern.size() && pattern[i] == '*') ++i;
      const bool whole = i - begin > 1 && (begin == 0 || pattern[begin - 1] == '/') && !rule.name_only;
      if (whole && i == pattern.size()) {
        rule.tokens.push_back({Token::rest});
      } else if (whole && pattern[i] == '/') {
        rule.tokens.push_back({Token::folders});
        ++i;
      } else {
        rule.tokens.push_back({Token::star});
      }
    } else if (c == '?') {
      rule.tokens.push_back({Token::any});
      ++i;
    } else if (c == '[') {
      std::optional<std::bitset<256>> set = read_class(pattern, i);
      if (!set) return false;
      rule.tokens.push_back({Token::one_of, 0, static_cast<uint32_t>(rule.sets.size())});
      rule.sets.push_back(*set);
    } else {
      if (c == '\\' && ++i == pattern.size()) return false;
      rule.tokens.push_back({Token::byte, pattern[i]});
      ++i;
    }
  }
  const auto is_byte = [](const Token& token) { return token.kind == Token::byte; };
  if (std::all_of(rule.tokens.begin(), rule.tokens.end(), is_byte)) {
    for (const Token& token : rule.tokens) rule.literal += token.value;
    rule.tokens.clear();
  }
  return true;
}

// Goes back to the last star, or when that would cross a slash to the last "**/", and never further: whatever an
// earlier star could do the last one of its kind can do as well.
bool GitIgnore::matches(const Rule& rule, std::string_view text) {
  if (!rule.literal.empty()) return text == rule.literal;
  constexpr size_t none = SIZE_MAX;
  size_t token = 0, at = 0;
  size_t star = none, star_at = 0, folders = none, folders_at = 0;
  while (true) {
    if (token < rule.tokens.size()) {
      const Token& wanted = rule.tokens[token];
      if (wanted.kind == Token::rest) return at < text.size();
      if (wanted.kind == Token::star) {
        star = token++;
        star_at = at;
        continue;
      }
      if (wanted.kind == Token::folders) {
        folders = token++;
        folders_at = at;
        star = none;
        continue;
      }
      if (at < text.size()) {
        const char c = text[at];
        const bool fits = wanted.kind == Token::byte  ? c == wanted.value
                          : wanted.kind == Token::any ? c != '/'
                                                      : rule.sets[wanted.set][static_cast<unsigned char>(c)];
        if (fits) {
          ++token;
          ++at;
          continue;
        }
      }
    } else if (at == text.size()) {
      return true;
    }
    if (star != none && star_at < text.size() && text[star_at] != '/') {
      token = star + 1;
      at = ++star_at;
    } else if (folders != none) {
      const size_t slash = text.find('/', folders_at);
      if (slash == std::string_view::npos) return false;
      token = folders + 1;
      at = folders_at = slash + 1;
      star = none;
    } else {
      return false;
    }
  }
}

std::optional<bool> GitIgnore::match(std::string_view path, bool is_dir) const {
  const size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  for (auto rule = rules_.rbegin(); rule != rules_.rend(); ++rule) {
    if (rule->only_folders && !is_dir) continue;
    if (!path.starts_with(rule->base) || path.size() == rule->base.size()) continue;
    if (matches(*rule, rule->name_only ? name : path.substr(rule->base.size()))) return !rule->negated;
  }
  return std::nullopt;
}

bool GitIgnore::ignored(std::string_view path, bool is_dir) const {
  for (size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    if (slash > 0 && match(path.substr(0, slash), true).value_or(false)) return true;
  }
  return match(path, is_dir).value_or(false);
}

}  // namespace plimsoll
