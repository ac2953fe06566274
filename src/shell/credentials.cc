#include "shell/credentials.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <unordered_set>

#include "dockerfile/ast.h"
#include "facts/facts.h"
#include "memo.h"
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

// Those of the command, but for what belongs to these options.
std::vector<const Word*> operands_of(const Command& command, Fact values) {
  std::vector<const Word*> operands = command.operands();
  const Word* first = command.arguments.data();
  std::erase_if(operands, [&](const Word* word) { return word != first && values.has((word - 1)->text); });
  return operands;
}

// The operands begin with the words of the call behind the program.
bool fits(const std::vector<const Word*>& operands, std::string_view call) {
  for (size_t next = 0; !call.empty(); ++next) {
    if (call[0] != ' ' || next == operands.size()) return false;
    call.remove_prefix(1);
    const std::string_view word = call.substr(0, call.find(' '));
    if (operands[next]->text != word) return false;
    call.remove_prefix(word.size());
  }
  return true;
}

// Of the keys of a table of calls, or of those only that have more than one.
std::unordered_set<std::string_view> first_words(Fact table, bool of_several = false) {
  std::unordered_set<std::string_view> words;
  for (const auto& [call, facts] : table.entries()) {
    if (!of_several || call.find(' ') != call.npos) words.insert(call.substr(0, call.find(' ')));
  }
  return words;
}

class Finder {
 public:
  explicit Finder(const Command& command) : command_(command) {
    static const Fact programs = facts::table("credential-flags")["programs"];
    flags_ = programs[command.base];
    static const std::unordered_set<std::string_view> with_subcommand = first_words(programs, true);
    if (flags_.exists() || !with_subcommand.contains(command.base)) return;
    for (const Word* word : command.operands()) {
      flags_ = programs[command.base + " " + word->text];
      break;
    }
  }

  std::vector<CredentialPlace> run() {
    for (const Assignment& assignment : command_.assignments) {
      add(assignment.name.text, assignment.value, 0);
      if (!found_.empty() && found_.back().word == &assignment.value) found_.back().assignment = true;
    }
    const std::vector<Word>& words = command_.arguments;
    for (size_t i = 0; i < words.size(); ++i) {
      const Word* next = i + 1 < words.size() ? &words[i + 1] : nullptr;
      known_ = true;
      if (of_program(words[i], next)) continue;
      known_ = false;
      of_name(words[i], next);
    }
    known_ = false;
    settings();
    return std::move(found_);
  }

 private:
  // The value at `begin` of the word, if the name makes it a secret.
  void add(std::string_view name, const Word& word, size_t begin, std::string_view file = {}) {
    static const Fact defaults = facts::table("credential-flags")["defaults"];
    if (!is_secret_name(name) || defaults.has(std::string_view(word.text).substr(begin))) return;
    found_.push_back({std::string(name), &word, begin, word.text.size(), false, known_ || !file.empty(), file});
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

  // PROGRAM WORDS… KEY VALUE, or the key that is the secret's URL.
  void settings() {
    static const Fact table = facts::table("credential-flags")["settings"];
    static const std::unordered_set<std::string_view> programs = first_words(table);
    if (!programs.contains(command_.base)) return;
    for (const auto& [call, facts] : table.entries()) {
      if (command_.base.empty() || !call.starts_with(command_.base)) continue;
      const std::vector<const Word*> operands = operands_of(command_, facts["values"]);
      if (!fits(operands, call.substr(command_.base.size()))) continue;
      const auto words = static_cast<size_t>(std::count(call.begin(), call.end(), ' '));
      if (operands.size() <= words) return;
      const std::string_view file = facts["file"].string();
      for (size_t i = words; i < operands.size() && facts["url"].exists(); ++i) {
        for (const UrlLogin& login : logins_in_urls(operands[i]->text)) {
          found_.push_back({"password", operands[i], login.end - login.password.size(), login.end, false, true, file});
        }
      }
      std::string_view key = operands[words]->text;
      size_t equals = key.find('=');
      if (operands.size() == words + 1 && equals != key.npos) {
        if (has_any(facts["keys"], key.substr(0, equals))) add("password", *operands[words], equals + 1, file);
      } else if (facts["keys"].size() == 0 ? facts["operand"].exists()
                                           : operands.size() > words + 1 && has_any(facts["keys"], key)) {
        add("password", *operands.back(), 0, file);
      }
      return;
    }
  }

  static bool has_any(Fact parts, std::string_view key) {
    for (Fact part : parts.items()) {
      if (key.find(part.string()) != key.npos) return true;
    }
    return false;
  }

  void add_percent(const Word& word, size_t begin) {
    const size_t percent = word.text.find('%', begin);
    if (percent != std::string::npos) add("password", word, percent + 1);
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
        if (form == "percent") add_percent(*at, begin);
        if (form == "header") add_header(*at, begin);
        return true;
      }
    }
    return false;
  }

  void of_name(const Word& word, const Word* next) {
    static const Fact switches = facts::table("credential-flags")["switches"];
    static const Fact assignments = facts::table("credential-flags")["assignments"];
    const std::string& text = word.text;
    const size_t equals = text.find('=');
    const std::string_view flag = std::string_view(text).substr(0, equals);
    // Neither an assignment nor a flag with a value.
    if (equals == std::string::npos && (!text.starts_with('-') || !next || next->text.starts_with('-'))) return;
    if (switches.has(flag)) return;
    const bool assigns = assignments.has(flag);
    if (equals != std::string::npos) {
      const size_t dashes = std::min(text.find_first_not_of('-'), text.size());
      // -Dname=value of Java and Maven.
      const size_t begin = dashes + (dashes == 1 && text[1] == 'D' ? 1 : 0);
      if (assigns) return add_assignment(word, equals + 1);
      if (begin < equals && is_name(flag)) add(flag.substr(begin), word, equals + 1);
    } else {
      if (assigns || !is_name(flag)) return;
      add(flag, *next, 0);
    }
  }

  const Command& command_;
  Fact flags_;
  bool known_ = false;
  std::vector<CredentialPlace> found_;
};

// The command stands in a script of the file; those that some rule made for itself out of a file of the build context
// come and go.
bool stays(const Command& command) {
  constexpr size_t enough = 8;  // an instruction of more scripts is no real one
  const Script* script = command.script;
  if (!script || !script->instruction) return false;
  const auto& scripts = script->instruction->scripts;
  const auto end = scripts.begin() + static_cast<std::ptrdiff_t>(std::min(scripts.size(), enough));
  if (std::find(scripts.begin(), end, script) == end) return false;
  const std::less<const Command*> before;
  const Command* first = script->commands.data();
  return !before(&command, first) && before(&command, first + script->commands.size());
}

}  // namespace

Span CredentialPlace::span() const { return span_of(*word, begin, end); }

bool CredentialPlace::expands(std::string_view variable) const {
  return value().find("${" + std::string(variable)) != std::string_view::npos;
}

std::vector<CredentialPlace> credential_places(const Command& command) {
  thread_local Memo<std::vector<CredentialPlace>> memo;
  const auto find = [&] { return Finder(command).run(); };
  return stays(command) ? memo.get(&command, find) : find();
}

std::vector<Credential> credentials_in(const Command& command) {
  std::vector<Credential> found;
  for (const CredentialPlace& place : credential_places(command)) {
    if (const auto secret = literal_secret(place.name, place.value())) {
      found.push_back({secret->what, span_of(*place.word, place.begin + secret->begin, place.begin + secret->end)});
    }
  }
  return found;
}

bool logs_in_by_file(const Command& command) {
  static const Fact calls = facts::table("credential-flags")["logins"];
  for (Fact call : calls.items()) {
    const std::string_view text = call.string();
    const bool same = !command.base.empty() && text.starts_with(command.base);
    if (same && fits(command.operands(), text.substr(command.base.size()))) return true;
  }
  return false;
}

bool reads_credential(const Command& command) {
  static const Fact inputs = facts::table("credential-flags")["inputs"];
  return std::any_of(command.arguments.begin(), command.arguments.end(),
                     [](const Word& word) { return inputs.has(word.text); });
}

}  // namespace plimsoll::shell
