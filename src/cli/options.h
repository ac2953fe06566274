// The kinds of options. Each function binds an option to the variable that takes its value.
//
//   std::vector<Option> options = {
//       choice("--format", wanted->format, {{"text", Format::text}, {"json", Format::json}}, "How rules are written"),
//       toggle("--isolated", wanted->isolated, "Read no configuration"),
//   };
//
// What is set must outlive the option: a command keeps it in a shared_ptr that its `run` holds.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"

namespace plimsoll::cli {

template <class T>
using Choices = std::vector<std::pair<std::string, T>>;

// One out of a fixed list.
template <class T>
Option choice(std::string name, T& value, Choices<T> choices, std::string help) {
  Option option{.name = std::move(name), .help = std::move(help)};
  for (const auto& [word, unused] : choices) {
    option.choices.push_back(word);
    option.value += (option.value.empty() ? "" : "|") + word;
  }
  option.set = [&value, choices = std::move(choices), names = option.value](const std::string& wanted) {
    for (const auto& [word, choice] : choices) {
      if (word != wanted) continue;
      value = choice;
      return std::string();
    }
    return "'" + wanted + "' is not one of " + names;
  };
  return option;
}

// On when it is given.
Option toggle(std::string name, bool& value, std::string help);
Option text(std::string name, std::string value_name, std::string& value, std::string help);
Option number(std::string name, unsigned& value, unsigned most, std::string help);
// May be given several times.
Option list(std::string name, std::string value_name, std::vector<std::string>& values, std::string help);
// The same, and several in one, separated by commas; each is a rule or an alias of one.
Option rule_list(std::string name, std::vector<std::string>& values, std::string help);

// The same option with a letter as well, or out of reach of the environment.
Option with_letter(char letter, Option option);
Option not_from_environment(Option option);
// The same option, which cannot be given with that other one.
Option instead_of(std::string other, Option option);

// "no rule 'untaged-image'; did you mean 'untagged-image'?"
std::string unknown_rule_message(std::string_view name);

}  // namespace plimsoll::cli
