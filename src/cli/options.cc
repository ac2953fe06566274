#include "cli/options.h"

#include <charconv>

#include "rule.h"

namespace plimsoll::cli {

Option toggle(std::string name, bool& value, std::string help) {
  return {.name = std::move(name), .help = std::move(help), .set = [&value](const std::string&) {
            value = true;
            return std::string();
          }};
}

Option text(std::string name, std::string value_name, std::string& value, std::string help) {
  return {.name = std::move(name),
          .value = std::move(value_name),
          .help = std::move(help),
          .set = [&value](const std::string& wanted) {
            value = wanted;
            return std::string();
          }};
}

Option number(std::string name, unsigned& value, unsigned most, std::string help) {
  return {.name = std::move(name),
          .value = "N",
          .help = std::move(help),
          .set = [&value, most](const std::string& wanted) -> std::string {
            unsigned read = 0;
            const char* end = wanted.data() + wanted.size();
            const auto [stop, error] = std::from_chars(wanted.data(), end, read);
            if (error != std::errc() || stop != end || read > most) {
              return "'" + wanted + "' is not a number from 0 to " + std::to_string(most);
            }
            value = read;
            return {};
          }};
}

Option list(std::string name, std::string value_name, std::vector<std::string>& values, std::string help) {
  return {.name = std::move(name),
          .value = std::move(value_name),
          .help = std::move(help),
          .repeatable = true,
          .set = [&values](const std::string& wanted) {
            values.push_back(wanted);
            return std::string();
          }};
}

Option rule_list(std::string name, std::vector<std::string>& values, std::string help) {
  Option option = list(std::move(name), "RULES", values, std::move(help));
  option.separator = ',';
  option.set = [add = std::move(option.set)](const std::string& wanted) {
    return find_rules(wanted).empty() ? unknown_rule_message(wanted) : add(wanted);
  };
  return option;
}

Option with_letter(char letter, Option option) {
  option.letter = letter;
  return option;
}

Option not_from_environment(Option option) {
  option.environment = false;
  return option;
}

Option instead_of(std::string other, Option option) {
  option.excludes = std::move(other);
  return option;
}

std::string unknown_rule_message(std::string_view name) {
  std::string message = "no rule '" + std::string(name) + "'";
  if (auto meant = closest_rule(name)) message += "; did you mean '" + std::string(*meant) + "'?";
  return message;
}

}  // namespace plimsoll::cli
