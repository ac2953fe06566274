#include "dockerfile/dockerignore.h"

#include <algorithm>

#include "utf8.h"

namespace plimsoll::dockerfile {
namespace {

constexpr std::string_view kBlanks = " \t\r\v\f";
constexpr std::string_view kWild = "*?[\\";

std::string_view trim_blanks(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

// Go's filepath.Clean for what is relative, with the leading slash left out.
std::string clean(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (!parts.empty()) {
      parts.pop_back();
    }
  }
  std::string result;
  for (std::string_view part : parts) {
    if (!result.empty()) result += '/';
    result += part;
  }
  return result.empty() ? "." : result;
}

}  // namespace

std::string clean_source(std::string_view path) { return clean(path); }

PathPattern::PathPattern(std::string_view pattern, bool deep) {
  // "**.md" is every path that ends so, "**/x" one whose last parts are so.
  const bool suffix = deep && pattern.starts_with("**") && !pattern.substr(2).starts_with('/') &&
                      pattern.find_first_of(kWild, 2) == pattern.npos;
  for (size_t i = 0; i < pattern.size() && valid_;) {
    const char c = pattern[i++];
    if (c == '*') {
      if (!deep || i == pattern.size() || pattern[i] != '*') {
        if (tokens_.empty() || tokens_.back().kind != Token::star) tokens_.push_back({Token::star});
        continue;
      }
      ++i;
      if (i < pattern.size() && pattern[i] == '/') ++i;
      if (i == pattern.size() || suffix) {
        tokens_.push_back({Token::rest});
      } else {
        tokens_.insert(tokens_.end(), {{Token::maybe}, {Token::rest}, {Token::byte, '/'}});
      }
    } else if (c == '?') {
      tokens_.push_back({Token::any});
    } else if (c == '[') {
      valid_ = read_class(pattern, i);
    } else {
      tokens_.push_back({Token::byte, c == '\\' && i < pattern.size() ? pattern[i++] : c});
    }
  }
}

bool PathPattern::read_class(std::string_view pattern, size_t& at) {
  std::bitset<256> set;
  const bool inverted = at < pattern.size() && pattern[at] == '^';
  if (inverted) ++at;
  auto read = [&](unsigned char& byte) {
    if (at < pattern.size() && pattern[at] == '\\') ++at;
    if (at >= pattern.size()) return false;
    byte = static_cast<unsigned char>(pattern[at++]);
    return true;
  };
  for (bool first = true; at >= pattern.size() || pattern[at] != ']' || first; first = false) {
    unsigned char low = 0;
    if (!read(low)) return false;
    unsigned char high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      ++at;
      if (!read(high)) return false;
    }
    for (int byte = low; byte <= high; ++byte) set.set(static_cast<size_t>(byte));
  }
  ++at;
  if (inverted) set.flip();
  set.reset('/');
  tokens_.push_back({Token::one_of, 0, static_cast<uint32_t>(sets_.size())});
  sets_.push_back(set);
  return true;
}

bool PathPattern::run(std::string_view path, bool parents) const {
  const size_t end = tokens_.size();
  std::vector<char> now(end + 1), next(end + 1);
  // What may be left out is, in one pass, for all jumps lead forward.
  auto close = [&](std::vector<char>& states) {
    for (size_t i = 0; i < end; ++i) {
      if (!states[i]) continue;
      if (tokens_[i].kind == Token::star || tokens_[i].kind == Token::rest) states[i + 1] = true;
      if (tokens_[i].kind == Token::maybe) states[i + 1] = states[i + 3] = true;
    }
  };
  now[0] = true;
  close(now);
  for (char c : path) {
    if (parents && c == '/' && now[end]) return true;
    std::fill(next.begin(), next.end(), false);
    for (size_t i = 0; i < end; ++i) {
      if (!now[i]) continue;
      const Token& token = tokens_[i];
      switch (token.kind) {
        case Token::byte:
          if (token.value == c) next[i + 1] = true;
          break;
        case Token::any:
          if (c != '/') next[i + 1] = true;
          break;
        case Token::one_of:
          if (sets_[token.set][static_cast<unsigned char>(c)]) next[i + 1] = true;
          break;
        case Token::star:
          if (c != '/') next[i] = true;
          break;
        case Token::rest:
          next[i] = true;
          break;
        case Token::maybe:
          break;
      }
    }
    close(next);
    now.swap(next);
  }
  return now[end];
}

Dockerignore::Dockerignore(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  for (uint32_t number = 1; !text.empty(); ++number) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (line.starts_with('#')) continue;
    line = trim_blanks(line);
    Line read;
    read.number = number;
    if (line.starts_with('!')) {
      read.negated = true;
      line = trim_blanks(line.substr(1));
    }
    if (line.empty()) continue;
    read.text = clean(line);
    PathPattern pattern(read.text, true);
    if (!pattern.valid()) continue;
    lines_.push_back(std::move(read));
    patterns_.push_back(std::move(pattern));
  }
}

bool Dockerignore::matches(size_t line, std::string_view path) const {
  const size_t steps = (patterns_[line].size() + 1) * (path.size() + 1);
  if (steps > steps_left_) return lines_[line].negated;
  steps_left_ -= steps;
  return patterns_[line].matches_or_parent(path);
}

const Dockerignore::Line* Dockerignore::ignored(std::string_view path) const {
  const Line* by = nullptr;
  for (size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].negated == (by != nullptr) && matches(i, path)) by = lines_[i].negated ? nullptr : &lines_[i];
  }
  return by;
}

const Dockerignore::Line* Dockerignore::ignores_all(std::string_view path) const {
  const bool everything = path == ".";
  const Line* by = nullptr;
  for (size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    if (line.negated) {
      if (by && (everything || may_bring_back(i, path))) by = nullptr;
    } else if (!by) {
      const bool fits = everything ? line.text == "*" || line.text == "**" || line.text == "**/*" : matches(i, path);
      if (fits) by = &line;
    }
  }
  return by;
}

// Whether a "!" may match the path, a folder above it, or something below it: as far as its text goes before anything
// wild, it lies on the same way.
bool Dockerignore::may_bring_back(size_t line, std::string_view path) const {
  const std::string& text = lines_[line].text;
  const size_t wild = text.find_first_of(kWild);
  if (wild == text.npos) {
    const auto below = [](std::string_view inner, std::string_view outer) {
      return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
    };
    return below(text, path) || below(path, text);
  }
  const std::string_view fixed = std::string_view(text).substr(0, wild);
  return std::string_view(path).substr(0, fixed.size()) == fixed.substr(0, path.size());
}

}  // namespace plimsoll::dockerfile
