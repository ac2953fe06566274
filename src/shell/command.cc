#include <algorithm>

#include "shell/script.h"

namespace plimsoll::shell {
namespace {

bool is_flag(std::string_view text) { return text.size() > 1 && text[0] == '-' && text != "--"; }

}  // namespace

std::vector<const Word*> Command::operands() const {
  std::vector<const Word*> result;
  result.reserve(arguments.size());
  bool all = false;
  for (const Word& word : arguments) {
    if (!all && word.text == "--") {
      all = true;
    } else if (all || !is_flag(word.text)) {
      result.push_back(&word);
    }
  }
  return result;
}

bool Command::is(std::string_view program, std::initializer_list<std::string_view> subcommands) const {
  if (base != program) return false;
  if (subcommands.size() == 0) return true;
  auto wanted = subcommands.begin();
  for (const Word& word : arguments) {
    if (is_flag(word.text) || word.text == "--") continue;
    if (word.text != *wanted) return false;
    if (++wanted == subcommands.end()) return true;
  }
  return false;
}

bool Command::has_flag(std::initializer_list<std::string_view> names) const {
  for (const Word& word : arguments) {
    const std::string_view text = word.text;
    if (text == "--") return false;
    if (!is_flag(text)) continue;
    for (std::string_view name : names) {
      if (text.starts_with(name) && (text.size() == name.size() || text[name.size()] == '=')) return true;
      const bool cluster = name.size() == 2 && name[1] != '-' && text[1] != '-';
      if (cluster && text.substr(1, text.find('=') - 1).find(name[1]) != std::string_view::npos) return true;
    }
  }
  return false;
}

const Word* Command::flag_value(std::initializer_list<std::string_view> names, std::string* value) const {
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view text = arguments[i].text;
    if (text == "--") return nullptr;
    if (!is_flag(text)) continue;
    for (std::string_view name : names) {
      const bool is_short = name.size() == 2 && name[1] != '-';
      if (text == name || (is_short && text[1] != '-' && text.back() == name[1])) {
        if (i + 1 == arguments.size()) return nullptr;
        if (value) *value = arguments[i + 1].text;
        return &arguments[i + 1];
      }
      if (!text.starts_with(name)) continue;
      const size_t behind = name.size() + (text[name.size()] == '=' ? 1 : 0);
      if (behind == name.size() && !is_short) continue;
      if (value) *value = std::string(text.substr(behind));
      return &arguments[i];
    }
  }
  return nullptr;
}

}  // namespace plimsoll::shell
