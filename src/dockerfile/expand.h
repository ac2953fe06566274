// What the builder makes of a word: quotes removed, escapes resolved, $variables replaced.
//
// Follows BuildKit's shell lexer: $X, ${X}, ${X:-w} ${X-w} ${X:+w} ${X+w} ${X:?w} ${X?w}, ${X#p} ${X##p} ${X%p} ${X%%p},
// ${X/p/r} ${X//p/r}, single and double quotes, the escape character of the file. (This is the builder's expansion, used in
// ADD ARG COPY ENV EXPOSE FROM LABEL STOPSIGNAL USER VOLUME WORKDIR; RUN scripts are the shell's business.)
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::dockerfile {

// A value as far as it can be known.
struct Text {
  std::string value;             // unknown parts stand in it as ${NAME}
  bool known = true;             // no unknown part
  std::vector<std::string> unknown;  // names of variables whose value nobody knows
  bool whole_unknown() const { return !known && !partly; }
  bool partly = false;           // some literal text or known value is in it as well
};

// What is known about a variable at a place.
struct Variable {
  enum class State { unset, known, unknown };
  State state = State::unset;
  std::string value;
};
using Lookup = std::function<Variable(std::string_view name)>;

struct Reference {
  std::string_view name;
  size_t begin = 0;  // bytes into the word, from the "$"
  size_t end = 0;
  bool has_default = false;  // the form gives a value when the variable is unset: ${X:-d}, ${X-d}, ${X:+d}, ${X+d}
};

Text expand(std::string_view word, char escape, const Lookup& lookup);
// As expand, then split at blanks outside of quotes, as the builder does for EXPOSE.
std::vector<Text> expand_words(std::string_view word, char escape, const Lookup& lookup);
// The variables that a word refers to, nested ones included, in order.
std::vector<Reference> references(std::string_view word, char escape);
// Where and why an expansion is malformed, as BuildKit sees it: "unsupported modifier", "missing }"; nullopt if it is fine.
struct Malformed {
  size_t offset;
  std::string reason;
};
std::optional<Malformed> malformed(std::string_view word, char escape);

}  // namespace plimsoll::dockerfile
