#include "cli/environment.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "output/output.h"
#include "suggest.h"

namespace plimsoll::cli {
namespace {

constexpr std::string_view kPrefix = "PLIMSOLL_";

void warn_of_unknown() {
  std::vector<std::string> known;
  std::vector<std::string> refused;
  const std::vector<Command> all = commands();
  for (const Option& option : all.front().options) {
    (option.environment ? known : refused).push_back(variable_of(option));
  }
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  std::vector<std::string> lines;
  for (char** variable = environ; *variable; ++variable) {
    const std::string_view whole = *variable;
    const std::string name(whole.substr(0, whole.find('=')));
    if (!name.starts_with(kPrefix) || std::count(known.begin(), known.end(), name)) continue;
    std::string line = "plimsoll: warning: " + printable(name) + " is ignored, ";
    if (std::count(refused.begin(), refused.end(), name)) {
      line += "for that option is only taken from the command line";
    } else {
      line += "for no option is called so";
      if (auto meant = closest(name, candidates)) line += "; did you mean " + std::string(*meant) + "?";
    }
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  for (const std::string& line : lines) std::fprintf(stderr, "%s\n", line.c_str());
}

std::optional<bool> flag(std::string_view text) {
  for (std::string_view word : {"1", "true", "yes", "on"}) {
    if (text == word) return true;
  }
  for (std::string_view word : {"0", "false", "no", "off"}) {
    if (text == word) return false;
  }
  return std::nullopt;
}

}  // namespace

std::string variable_of(const Option& option) {
  std::string name(kPrefix);
  for (char c : option.name.substr(2)) name += c == '-' ? '_' : static_cast<char>(c - 'a' + 'A');
  return name;
}

std::string read_environment(const Command& command, const Given& given) {
  warn_of_unknown();
  const auto is_given = [&](const std::string& name) {
    for (size_t i = 0; i < given.size(); ++i) {
      if (!given[i].empty() && command.options[i].name == name) return true;
    }
    return false;
  };
  for (const Option& option : command.options) {
    const std::string variable = variable_of(option);
    const char* value = std::getenv(variable.c_str());
    if (!option.environment || !value || !*value || is_given(option.name) || is_given(option.excludes)) continue;
    std::vector<std::string> values{value};
    if (option.value.empty()) {
      const std::optional<bool> on = flag(value);
      if (!on) return variable + ": '" + printable(value) + "' is not one of 1|0|true|false";
      if (!*on) continue;
    } else if (option.repeatable) {
      values.clear();
      std::istringstream lines(value);
      for (std::string line; std::getline(lines, line);) values.push_back(line);
    }
    if (auto wrong = hand_over(option, values)) return variable + ": " + printable(*wrong);
    command.environment(option);
  }
  return {};
}

}  // namespace plimsoll::cli
