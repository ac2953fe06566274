#include "cli/parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <sstream>

#include "cli/environment.h"
#include "process.h"
#include "shell/shellcheck.h"
#include "suggest.h"

namespace plimsoll::cli {
namespace {

constexpr int kUsageError = 2;
constexpr const char* kDescription = "Lints Dockerfiles and Kubernetes manifests.";

int usage_error(const std::string& message) {
  std::fprintf(stderr, "plimsoll: %s\n", message.c_str());
  return kUsageError;
}

// "--formt" → "--format"; CLI11 says nothing of the kind.
std::string unknown_option_message(const Command& command, const std::string& argument) {
  const std::string flag = argument.substr(0, argument.find('='));
  std::string message = "unknown option '" + flag + "'";
  std::vector<std::string_view> candidates{"--help", "--version"};
  for (const Option& option : command.options) candidates.push_back(option.name);
  if (auto meant = closest(flag, candidates)) message += "; did you mean '" + std::string(*meant) + "'?";
  return message;
}

std::string version_text() {
  const std::string program = find_program("shellcheck");
  const std::string version = program.empty() ? "" : shell::shellcheck_version(program);
  return "plimsoll " PLIMSOLL_VERSION "\n" + (version.empty()
                                                  ? "shellcheck: not found, so its checks of shell scripts are left out"
                                                  : "shellcheck " + version + " (" + program + ")");
}

// The other commands, for the help of the one that stands for the program.
std::string list_of_commands() {
  const std::vector<Command> all = commands();
  size_t width = 0;
  const auto call = [](const Command& command) {
    return "plimsoll " + command.name + (command.argument.name.empty() ? "" : " " + command.argument.name);
  };
  for (const Command& command : all) width = std::max(width, call(command).size());
  std::string text = "Commands (this is check, which need not be named; each has a --help of its own):\n";
  for (const Command& command : all) {
    const std::string words = call(command);
    text += "  " + words + std::string(width - words.size() + 3, ' ') + command.help + "\n";
  }
  return text;
}

void add_option(CLI::App& app, const Option& option, std::vector<std::string>& values) {
  const std::string names = (option.letter ? std::string("-") + option.letter + "," : "") + option.name;
  if (option.value.empty()) {
    app.add_flag_callback(
        names, [&values] { values.assign(1, ""); }, option.help);
    return;
  }
  if (option.bare) {
    // CLI11 says "true" where the value is missing.
    app.add_flag(names, values, option.help)->type_name("[=" + option.value + "]");
    return;
  }
  CLI::Option* added = app.add_option(names, values, option.help)->type_name(option.value)->allow_extra_args(false);
  if (option.repeatable) {
    added->take_all();
  } else {
    added->expected(1);
  }
}

}  // namespace

std::optional<std::string> hand_over(const Option& option, const std::vector<std::string>& values) {
  for (const std::string& value : values) {
    std::istringstream parts(value);
    std::string part = option.bare && value == "true" ? "" : value;
    while (option.separator == 0 || std::getline(parts, part, option.separator)) {
      if (std::string wrong = option.set(part); !wrong.empty()) return wrong;
      if (option.separator == 0) break;
    }
  }
  return std::nullopt;
}

std::optional<int> parse(const Command& command, const std::vector<std::string>& arguments) {
  const bool main = command.name == "check";
  CLI::App app(main ? kDescription : command.help + ".", main ? "plimsoll" : "plimsoll " + command.name);
  app.footer([&] { return (main ? list_of_commands() : "") + command.details; });
  app.set_help_flag("-h,--help", "Print this help and exit");
  if (main) app.set_version_flag("--version", version_text, "Print the version and exit");
  app.allow_extras();
  std::vector<std::string> words;
  if (!command.argument.name.empty()) {
    app.add_option(command.argument.name, words, command.argument.help)->type_name("");
  }
  Given given(command.options.size());
  for (size_t i = 0; i < given.size(); ++i) add_option(app, command.options[i], given[i]);
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    std::fputs(app.help().c_str(), stdout);
    return 0;
  } catch (const CLI::CallForVersion& version) {
    std::printf("%s\n", version.what());
    return 0;
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what());
  }
  for (const std::string& extra : app.remaining()) {
    if (extra == "--") continue;  // CLI11 keeps it among the rest
    if (extra.starts_with('-')) return usage_error(unknown_option_message(command, extra));
    return usage_error("'" + extra + "' is one argument too many");
  }
  if (words.size() > 1 && !command.argument.repeatable) {
    return usage_error("'" + words[1] + "' is one argument too many");
  }
  for (const std::string& word : words) command.argument.set(word);
  for (size_t i = 0; i < given.size(); ++i) {
    const Option& option = command.options[i];
    if (given[i].empty()) continue;
    for (size_t j = 0; j < i; ++j) {
      if (!given[j].empty() && option.name == command.options[j].excludes) {
        return usage_error(command.options[j].name + " and " + option.name + " exclude each other");
      }
    }
    if (auto wrong = hand_over(option, given[i])) return usage_error(option.name + ": " + *wrong);
  }
  if (command.environment) {
    if (const std::string wrong = read_environment(command, given); !wrong.empty()) return usage_error(wrong);
  }
  if (command.verify) {
    if (const std::string wrong = command.verify(); !wrong.empty()) return usage_error(wrong);
  }
  return std::nullopt;
}

int run(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  const std::vector<Command> all = commands();
  const std::string first = arguments.empty() ? "" : arguments[0];
  const std::string both = arguments.size() < 2 ? first : first + " " + arguments[1];
  const Command* found = &all.front();
  std::string parts;  // of a command of two words of which only the first was given
  for (const Command& command : all) {
    if (command.name == first || command.name == both) {
      found = &command;
      arguments.erase(arguments.begin(), arguments.begin() + (command.name == first ? 1 : 2));
      parts.clear();
      break;
    }
    if (command.name.starts_with(first + " "))
      parts += (parts.empty() ? "'plimsoll " : ", 'plimsoll ") + command.name + "'";
  }
  if (!parts.empty()) return usage_error(first + ": one of " + parts + "; a path is written ./" + first);
  if (auto exit = parse(*found, arguments)) return *exit;
  return found->run();
}

}  // namespace plimsoll::cli
