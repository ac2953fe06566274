// What the builder makes of a word: quotes removed, escapes resolved, $variables replaced.
//
// Follows BuildKit's shell lexer: $X, ${X}, ${X:-w} ${X-w} ${X:+w} ${X+w} ${X:?w} ${X?w}, ${X#p} ${X##p} ${X%p}
// ${X%%p},
// ${X/p/r} ${X//p/r}, single and double quotes, the escape character of the file. (This is the builder's expansion,
// used in ADD ARG COPY ENV EXPOSE FROM LABEL STOPSIGNAL USER VOLUME WORKDIR; RUN scripts are the shell's business.) A
// word costs time linear in its length: substitutions nested more than 64 deep, and words that would copy or scan more
// than 16 KiB + 4 times their length of variable values, are unknown as a whole.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::dockerfile {

// A value as far as it can be known.
struct Text {
  std::string value;          // unknown parts stand in it as ${NAME}; the word as written if it cannot be expanded
  bool known = true;          // no unknown part
  bool partly = false;        // not known, but some literal text or known value is in it
  bool from_default = false;  // it depends on what an ARG is when nobody gives --build-arg
  std::vector<std::string> unknown;  // names of variables whose value nobody knows, each once

  bool whole_unknown() const { return !known && !partly; }
};

// What is known about a variable at a place.
struct Variable {
  enum class State {
    unset,
    ungiven,  // an ARG without default: $X is unknown, but ${X:-w} is w until somebody gives it
    known,
    partly,  // value and unknown are as in Text
    unknown,
  };
  State state = State::unset;
  std::string value;
  std::vector<std::string> unknown;
  bool from_default = false;
};
using Lookup = std::function<Variable(std::string_view name)>;

struct Reference {
  std::string_view name;
  size_t begin = 0;  // bytes into the word, from the "$"
  size_t end = 0;
  bool has_default = false;  // the form gives a value when the variable is unset: ${X:-d}, ${X-d}, ${X:+d}, ${X+d}
};

// Holds nothing that the builder expands or takes away.
bool is_all_plain(std::string_view word, char escape);
Text expand(std::string_view word, char escape, const Lookup& lookup);
// As expand, then split at blanks outside of quotes, as the builder does for EXPOSE.
std::vector<Text> expand_words(std::string_view word, char escape, const Lookup& lookup);
// The variables that a word refers to, nested ones included, in order; up to the place where it is malformed.
std::vector<Reference> references(std::string_view word, char escape);
// Where and why an expansion is malformed, as BuildKit sees it: "unsupported modifier (,)", "missing }"; nullopt if it
// is fine or nested too deeply to tell.
struct Malformed {
  size_t offset;
  std::string reason;
};
std::optional<Malformed> malformed(std::string_view word, char escape);

}  // namespace plimsoll::dockerfile
