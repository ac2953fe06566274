#include "shell/credentials.h"

#include <algorithm>
#include <optional>
#include <string>

#include "facts/facts.h"
#include "secrets.h"

namespace plimsoll::shell {
namespace {

// A part of a word's text in the file: exact where the word is written as it is, or quoted as a whole.
Span span_of(const Word& word, size_t begin, size_t end) {
  const size_t size = word.text.size();
  if (word.span.size() != size && word.span.size() != size + 2) return word.span;
  const auto offset = static_cast<uint32_t>((word.span.size() - size) / 2);
  return {word.span.begin + offset + static_cast<uint32_t>(begin),
          word.span.begin + offset + static_cast<uint32_t>(end)};
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
  });
}

class Finder {
 public:
  explicit Finder(const Command& command) : command_(command), programs_(facts::table("credential-flags")["programs"]) {
    flags_ = programs_[command.base];
    if (flags_.exists()) return;
    for (const Word* word : command.operands()) {
      flags_ = programs_[command.base + " " + word->text];
      break;
    }
  }

  std::vector<Credential> run() {
    for (const Assignment& assignment : command_.assignments) add(assignment.name.text, assignment.value, 0);
    const std::vector<Word>& words = command_.arguments;
    for (size_t i = 0; i < words.size(); ++i) {
      const Word* next = i + 1 < words.size() ? &words[i + 1] : nullptr;
      if (!of_program(words[i], next)) of_name(words[i], next);
    }
    return std::move(found_);
  }

 private:
  // The value at `begin` of the word, if it is one that the name makes a secret.
  void add(std::string_view name, const Word& word, size_t begin) {
    const std::string_view value = std::string_view(word.text).substr(begin);
    if (const auto secret = secret_in_assignment(name, value)) {
      found_.push_back({secret->what, span_of(word, begin + secret->begin, begin + secret->end)});
    }
  }

  void add_pair(const Word& word, size_t begin) {
    const size_t colon = word.text.find(':', begin);
    if (colon != std::string::npos) add("password", word, colon + 1);
  }

  void add_header(const Word& word, size_t begin) {
    const size_t colon = word.text.find(':', begin);
    if (colon == std::string::npos) return;
    std::string name = word.text.substr(begin, colon - begin);
    size_t value = std::min(word.text.find_first_not_of(' ', colon + 1), word.text.size());
    for (std::string_view scheme : {"Bearer ", "bearer ", "Token ", "token ", "Basic "}) {
      if (word.text.compare(value, scheme.size(), scheme) != 0) continue;
      value += scheme.size();
      name = "token";
    }
    add(name, word, value);
  }

  void add_assignment(const Word& word, size_t begin) {
    const size_t equals = word.text.find('=', begin);
    if (equals == std::string::npos) return;
    const std::string_view name = std::string_view(word.text).substr(begin, equals - begin);
    if (is_name(name)) add(name, word, equals + 1);
  }

  bool of_program(const Word& word, const Word* next) {
    for (const auto& [form, flags] : flags_.entries()) {
      for (Fact flag : flags.items()) {
        const std::string_view name = flag.string();
        if (!word.text.starts_with(name)) continue;
        const bool bare = word.text.size() == name.size();
        if (form == "attached") {
          if (!bare) add("password", word, name.size());
          return true;
        }
        const bool joined = !bare && word.text[name.size()] == '=';
        // -Hvalue is one word; --headervalue is another flag.
        if (!bare && !joined && (name.starts_with("--") || name.size() > 2)) continue;
        const Word* at = bare ? next : &word;
        if (!at) return true;
        const size_t begin = bare ? 0 : name.size() + (joined ? 1 : 0);
        if (form == "value") add("password", *at, begin);
        if (form == "pair") add_pair(*at, begin);
        if (form == "header") add_header(*at, begin);
        return true;
      }
    }
    return false;
  }

  void of_name(const Word& word, const Word* next) {
    static const Fact table = facts::table("credential-flags");
    const std::string& text = word.text;
    const size_t equals = text.find('=');
    const std::string_view flag = std::string_view(text).substr(0, equals);
    if (table["switches"].has(flag)) return;
    const bool assigns = table["assignments"].has(flag);
    if (equals != std::string::npos) {
      const size_t dashes = std::min(text.find_first_not_of('-'), text.size());
      // -Dname=value of Java and Maven.
      const size_t begin = dashes + (dashes == 1 && text[1] == 'D' ? 1 : 0);
      if (assigns) return add_assignment(word, equals + 1);
      if (begin < equals && is_name(flag)) add(flag.substr(begin), word, equals + 1);
    } else if (text.starts_with('-') && next && !next->text.starts_with('-')) {
      if (assigns || !is_name(flag)) return;
      add(flag, *next, 0);
    }
  }

  const Command& command_;
  Fact programs_;
  Fact flags_;
  std::vector<Credential> found_;
};

}  // namespace

std::vector<Credential> credentials_in(const Command& command) { return Finder(command).run(); }

}  // namespace plimsoll::shell
