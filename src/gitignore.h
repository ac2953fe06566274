// The rules of .gitignore files, in their order: the last one that matches decides.
//
// Paths are relative to one root folder, with forward slashes, and a rule counts for the folder `base` that its file
// stands in. Matching never costs more than pattern length × path length × depth of the path.
//
//   GitIgnore ignore;
//   ignore.add("*.tmp", "");
//   ignore.add("!keep.tmp", "docs");
//   ignore.ignored("docs/keep.tmp", false);  // false
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

class GitIgnore {
 public:
  // One line of a file; blank lines and comments add nothing.
  void add(std::string_view line, std::string_view base = {});
  // A whole file.
  void add_all(std::string_view text, std::string_view base = {});

  // What the rules say of this path alone; nothing where none matches. Enough for a walk, which does not enter folders
  // that are ignored.
  std::optional<bool> match(std::string_view path, bool is_dir) const;
  // Whether the path or a folder above it is ignored.
  bool ignored(std::string_view path, bool is_dir) const;

  // A walk forgets the rules of a folder when it leaves it.
  size_t size() const { return rules_.size(); }
  void truncate(size_t size) { rules_.erase(rules_.begin() + static_cast<std::ptrdiff_t>(size), rules_.end()); }

 private:
  struct Token {
    enum Kind : uint8_t {
      byte,     // this one
      any,      // one that is no slash
      one_of,   // one of a class
      star,     // any number that are no slash
      folders,  // "**/": any number of whole folders, each with its slash
      rest,     // "**" at the end: whatever is left
    };
    Kind kind;
    char value = 0;
    uint32_t set = 0;  // index into `sets`
  };
  struct Rule {
    std::string base;  // with a slash at the end, or empty
    bool negated = false, only_folders = false;
    bool name_only = false;  // has no slash: the name of the file is matched, at any depth
    std::string literal;     // when it stands for nothing but itself, this is all there is
    std::vector<Token> tokens;
    std::vector<std::bitset<256>> sets;
  };
  static bool compile(std::string_view pattern, Rule& rule);
  static bool matches(const Rule& rule, std::string_view text);

  std::vector<Rule> rules_;
};

}  // namespace plimsoll
