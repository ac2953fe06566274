// The patterns of a .dockerignore file, as BuildKit reads them (github.com/moby/patternmatcher): the last one that
// matches a path or a folder above it decides.
//
//   Dockerignore ignore("*\n!src\n");
//   ignore.ignored("src/main.c");   // nullptr
//   ignore.ignores_all("docs");     // line 1: no "!" can bring back a part of it
//
// Paths are relative to the context and clean: clean_source() makes them so. Matching costs pattern length × path
// length; what would take more than a bound for the whole file is taken as not ignored.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::dockerfile {

// A source of COPY or ADD as the builder takes it: "./a//b/", "/a/b" and "../a/b" are "a/b"; the context itself is ".".
std::string clean_source(std::string_view path);

// A pattern of Go's filepath.Match, with "**" where `deep`.
class PathPattern {
 public:
  PathPattern(std::string_view pattern, bool deep);
  bool valid() const { return valid_; }
  bool matches(std::string_view path) const { return run(path, false); }
  // The path or a folder above it.
  bool matches_or_parent(std::string_view path) const { return run(path, true); }
  size_t size() const { return tokens_.size(); }

 private:
  struct Token {
    enum Kind : uint8_t {
      byte,   // this one
      any,    // one that is no slash
      one_of  // one of a class
      ,
      star,   // any number that are no slash
      rest,   // any number
      maybe,  // the next two, or none of them
    };
    Kind kind;
    char value = 0;
    uint32_t set = 0;  // index into `sets_`
  };
  bool read_class(std::string_view pattern, size_t& at);
  bool run(std::string_view path, bool parents) const;
  std::vector<Token> tokens_;
  std::vector<std::bitset<256>> sets_;
  bool valid_ = true;
};

class Dockerignore {
 public:
  struct Line {
    std::string text;  // clean, without "!"
    bool negated = false;
    uint32_t number = 0;  // 1-based
  };

  explicit Dockerignore(std::string_view text);

  // The line that keeps the path out; nullptr if none does.
  const Line* ignored(std::string_view path) const;
  // The same where it keeps out whatever may be below the path, too.
  const Line* ignores_all(std::string_view path) const;
  const std::vector<Line>& lines() const { return lines_; }

 private:
  bool matches(size_t line, std::string_view path) const;  // false for a line without "!" when the bound is reached
  bool may_bring_back(size_t line, std::string_view path) const;
  std::vector<Line> lines_;
  std::vector<PathPattern> patterns_;  // of the lines
  mutable size_t steps_left_ = size_t{1} << 26;
};

}  // namespace plimsoll::dockerfile
