#include "dockerfile/modes.h"

#include <algorithm>
#include <cstdlib>

#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

bool is_octal(std::string_view text) {
  return !text.empty() && text.size() <= 6 && text.find_first_not_of("01234567") == text.npos;
}

// "-x" and "-rwx" are modes too, but give nothing.
bool is_option(std::string_view text) { return text.size() > 1 && text[0] == '-'; }

FileMode octal_mode(std::string_view text) {
  const unsigned long bits = std::strtoul(std::string(text).c_str(), nullptr, 8);
  return {(bits & 02) != 0, (bits & 04000) != 0, (bits & 02000) != 0, (bits & 01000) != 0};
}

// One clause: who, then operators with permissions.
void add_clause(std::string_view clause, FileMode& mode) {
  const size_t operators = std::min(clause.find_first_of("+-="), clause.size());
  const std::string_view who = clause.substr(0, operators);
  const bool all = who.find('a') != who.npos;
  char op = 0;
  for (char c : clause.substr(operators)) {
    if (c == '+' || c == '-' || c == '=') op = c;
    if (op == '-') continue;
    mode.others_write |= c == 'w' && (all || who.find('o') != who.npos);
    mode.set_user |= c == 's' && (all || who.empty() || who.find('u') != who.npos);
    mode.set_group |= c == 's' && (all || who.empty() || who.find('g') != who.npos);
    mode.sticky |= c == 't';
  }
}

// chmod and what stands behind it, from words[at] on.
void add_chmod(const std::vector<shell::Word>& words, size_t at, bool folders, std::vector<GivenMode>& found) {
  GivenMode given;
  given.folders = folders;
  const shell::Word* mode = nullptr;
  for (; at < words.size(); ++at) {
    const std::string& text = words[at].text;
    if (text == ";" || text == "+") break;
    if (is_option(text)) {
      given.recursive |= text == "--recursive" || (text[1] != '-' && text.find('R') != std::string::npos);
    } else if (!mode) {
      mode = &words[at];
    } else {
      given.paths.push_back(text);
    }
  }
  if (!mode || !mode->literal) return;
  given.span = mode->span;
  given.text = mode->text;
  given.mode = file_mode(mode->text);
  found.push_back(std::move(given));
}

}  // namespace

FileMode file_mode(std::string_view text) {
  if (is_octal(text)) return octal_mode(text);
  // =777 and +777 of GNU chmod.
  if (text.size() > 1 && (text[0] == '=' || text[0] == '+') && is_octal(text.substr(1))) {
    return octal_mode(text.substr(1));
  }
  FileMode mode;
  if (text.find_first_not_of("ugoarwxXst+-=,") != text.npos) return mode;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(',', begin), text.size());
    add_clause(text.substr(begin, end - begin), mode);
    begin = end + 1;
  }
  return mode;
}

std::vector<GivenMode> modes_given_by(const shell::Command& command) {
  std::vector<GivenMode> found;
  const std::vector<shell::Word>& words = command.arguments;
  if (command.base == "chmod") add_chmod(words, 0, false, found);
  if (command.base == "find") {
    bool folders = false;
    for (size_t i = 0; i + 1 < words.size(); ++i) {
      folders |= words[i].text == "-type" && words[i + 1].text == "d";
      if ((words[i].text != "-exec" && words[i].text != "-execdir") || words[i + 1].text != "chmod") continue;
      const size_t before = found.size();
      add_chmod(words, i + 2, folders, found);
      if (found.size() == before) continue;
      found.back().recursive = true;
      found.back().paths.clear();
      for (const shell::Word& word : words) {
        if (is_option(word.text)) break;
        found.back().paths.push_back(word.text);
      }
    }
  }
  if (command.base == "install" || command.base == "mkdir") {
    std::string text;
    const shell::Word* value = command.flag_value({"-m", "--mode"}, &text);
    if (!value || !value->literal) return found;
    GivenMode given{value->span, text, file_mode(text)};
    given.folders = command.base == "mkdir" || command.has_flag({"-d", "--directory"});
    for (const shell::Word* operand : command.operands()) {
      if (operand != value && (given.folders || operand == command.operands().back()))
        given.paths.push_back(operand->text);
    }
    found.push_back(std::move(given));
  }
  return found;
}

std::optional<GivenMode> mode_given_by(const Transfer& transfer) {
  const Flag* flag = transfer.flag("chmod");
  if (!flag || !flag->value || !transfer.model) return std::nullopt;
  const Text text = transfer.model->expand(flag->value->text, transfer);
  if (!text.known) return std::nullopt;
  GivenMode given{flag->value->span, text.value, file_mode(text.value)};
  if (transfer.destination) given.paths.push_back(transfer.model->expand(transfer.destination->text, transfer).value);
  return given;
}

}  // namespace plimsoll::dockerfile
