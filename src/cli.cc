#include "cli.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "kubernetes/version.h"
#include "process.h"
#include "profile.h"
#include "shell/shellcheck.h"
#include "suggest.h"

namespace plimsoll {
namespace {

constexpr int kUsageError = 2;

constexpr const char* kDescription = "Lints Dockerfiles and Kubernetes manifests.";
constexpr const char* kFooter = R"(
Other commands:
  plimsoll rule NAME               the page of a rule; aliases such as hadolint:DL3008 are names too
  plimsoll rules [--format json]   all rules
A path called check, rule or rules is written ./rule.

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 something could not be done.)";

int usage_error(const std::string& message) {
  std::fprintf(stderr, "plimsoll: %s\n", message.c_str());
  return kUsageError;
}

// Options for values out of a fixed list; CLI11 tells the list where the value is another one.
template <class T>
using Choices = std::vector<std::pair<std::string, T>>;

template <class T>
void add_choice(CLI::App& app, const std::string& flag, T& value, const Choices<T>& choices, const std::string& help) {
  std::string names;
  for (const auto& [name, unused] : choices) names += (names.empty() ? "" : "|") + name;
  auto choose = [&value, choices](const std::string& wanted) {
    for (const auto& [name, choice] : choices) {
      if (name == wanted) value = choice;
    }
  };
  auto check = [choices, names](const std::string& wanted) {
    for (const auto& [name, unused] : choices) {
      if (name == wanted) return std::string();
    }
    return "'" + wanted + "' is not one of " + names;
  };
  app.add_option_function<std::string>(flag, choose, help)->check(check)->type_name(names);
}

// May be given several times, one argument each.
CLI::Option* add_list(CLI::App& app, const std::string& flag, std::vector<std::string>& values,
                      const std::string& help) {
  return app.add_option(flag, values, help)->take_all()->allow_extra_args(false);
}

// "--formt" → "--format"; CLI11 says nothing of the kind.
std::string unknown_argument_message(const CLI::App& app, const std::string& argument) {
  std::string flag = argument.substr(0, argument.find('='));
  std::string message = "unknown option '" + flag + "'";
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  if (auto meant = closest(flag, candidates)) message += "; did you mean '" + std::string(*meant) + "'?";
  return message;
}

std::string version_text() {
  const std::string program = shellcheck_program("auto");
  const std::string version = program.empty() ? "" : shell::shellcheck_version(program);
  return "plimsoll " PLIMSOLL_VERSION "\n" + (version.empty()
                                                  ? "shellcheck: not found, so its checks of shell scripts are left out"
                                                  : "shellcheck " + version + " (" + program + ")");
}

// Parses the arguments, and returns a code where the program ends.
std::optional<int> parse(CLI::App& app, const std::vector<std::string>& arguments) {
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.set_version_flag("--version", version_text, "Print the version and exit");
  app.allow_extras();
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
    if (extra.starts_with('-')) return usage_error(unknown_argument_message(app, extra));
    return usage_error("'" + extra + "' is one argument too many");
  }
  return std::nullopt;
}

std::optional<int> unknown_rules(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (find_rules(name).empty()) return usage_error(unknown_rule_message(name));
  }
  return std::nullopt;
}

std::optional<int> parse_check(const std::vector<std::string>& arguments, Options& options) {
  CLI::App app(kDescription, "plimsoll");
  app.footer(kFooter);
  std::vector<std::string> build_args;
  app.add_option("PATH", options.paths, "Files and folders; - is standard input")->type_name("");
  add_choice<Format>(
      app, "--format", options.format,
      {{"text", Format::text}, {"concise", Format::concise}, {"sarif", Format::sarif}, {"json", Format::json}},
      "How findings are written");
  app.add_option("-o,--output", options.output, "Write findings to this file")->type_name("FILE");
  add_list(app, "--select", options.select, "Run only these rules: names or aliases, separated by commas")
      ->delimiter(',')
      ->type_name("RULES");
  add_list(app, "--ignore", options.ignore, "Do not run these rules")->delimiter(',')->type_name("RULES");
  Choices<std::string> profiles;
  for (std::string_view name : profile_names()) profiles.emplace_back(name, name);
  add_choice(app, "--profile", options.profile, profiles, "Which rules run (default: recommended)");
  add_choice<Severity>(app, "--min-severity", options.min_severity,
                       {{"info", Severity::info}, {"warning", Severity::warning}, {"error", Severity::error}},
                       "Show findings from here on");
  add_choice<std::optional<Severity>>(
      app, "--fail-on", options.fail_on,
      {{"info", Severity::info}, {"warning", Severity::warning}, {"error", Severity::error}, {"never", std::nullopt}},
      "Exit with 1 on findings from here on (default: warning)");
  app.add_option("-j,--jobs", options.jobs, "Files checked at a time (default: one for each processor)")
      ->check(CLI::Range(0, 1024))
      ->type_name("N");
  app.add_option("--stdin-filename", options.stdin_filename, "What standard input is called")->type_name("NAME");
  CLI::Option* config =
      app.add_option("--config", options.config, "Use this configuration, not the nearest")->type_name("FILE");
  app.add_flag("--isolated", options.isolated, "Read no configuration")->excludes(config);
  app.add_flag("--fix", options.fix, "Mend the files, where that keeps their meaning");
  app.add_flag("--unsafe-fixes", options.unsafe_fixes, "With --fix or --diff: mend also what may change the meaning");
  app.add_flag("--diff", options.diff, "Print what --fix would change, and change nothing");
  app.add_option("--shellcheck", options.shellcheck,
                 "The program that checks shell scripts as well (default: auto, the one on PATH)")
      ->type_name("auto|off|PATH");
  std::string kubernetes_version;
  app.add_option("--kubernetes-version", kubernetes_version,
                 fmt::format("The release that manifests are for (default: 1.{})", kubernetes::kNewestVersion))
      ->type_name("1.NN");
  add_list(app, "--build-arg", build_args, "The value of an ARG, as in docker build")->type_name("NAME=VALUE");
  add_choice<When>(app, "--color", options.color,
                   {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}},
                   "Colour the text (default: on a terminal)");

  if (auto exit = parse(app, arguments)) return exit;
  if (options.shellcheck != "auto" && options.shellcheck != "off" && !is_program(options.shellcheck)) {
    return usage_error("--shellcheck: '" + options.shellcheck + "' is no program that can be run");
  }
  if (!kubernetes_version.empty()) {
    options.kubernetes_version = kubernetes::parse_version(kubernetes_version);
    if (!options.kubernetes_version) {
      return usage_error("--kubernetes-version: " + kubernetes::unknown_version_message(kubernetes_version));
    }
  }
  if (options.unsafe_fixes && !options.fix && !options.diff) {
    return usage_error("--unsafe-fixes goes with --fix or --diff");
  }
  if (options.paths.empty()) return usage_error("no path given; try 'plimsoll .' or 'plimsoll --help'");
  for (const std::string& argument : build_args) {
    const size_t equals = argument.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return usage_error("--build-arg: '" + argument + "' is not NAME=VALUE");
    }
    options.build_args.emplace_back(argument.substr(0, equals), argument.substr(equals + 1));
  }
  if (auto exit = unknown_rules(options.select)) return exit;
  return unknown_rules(options.ignore);
}

std::optional<int> parse_rule(const std::vector<std::string>& arguments, Options& options) {
  CLI::App app("Prints the page of a rule.", "plimsoll rule");
  app.add_option("NAME", options.rule_name, "A rule or an alias such as hadolint:DL3008")->type_name("");
  if (auto exit = parse(app, arguments)) return exit;
  if (options.rule_name.empty()) return usage_error("rule: no name given; 'plimsoll rules' prints them");
  if (find_rules(options.rule_name).empty()) return usage_error(unknown_rule_message(options.rule_name));
  return std::nullopt;
}

std::optional<int> parse_rules(const std::vector<std::string>& arguments, Options& options) {
  CLI::App app("Prints all rules.", "plimsoll rules");
  add_choice<Format>(app, "--format", options.format, {{"text", Format::text}, {"json", Format::json}},
                     "How rules are written");
  return parse(app, arguments);
}

}  // namespace

std::optional<int> parse_command_line(int argc, const char* const* argv, Options& options) {
  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  const std::string first = arguments.empty() ? "" : arguments.front();
  if (first == "check" || first == "rule" || first == "rules") arguments.erase(arguments.begin());
  if (first == "rule") {
    options.command = Options::Command::rule;
    return parse_rule(arguments, options);
  }
  if (first == "rules") {
    options.command = Options::Command::rules;
    return parse_rules(arguments, options);
  }
  return parse_check(arguments, options);
}

std::string shellcheck_program(const std::string& option) {
  if (option == "off") return {};
  return option == "auto" ? find_program("shellcheck") : option;
}

std::string unknown_rule_message(std::string_view name) {
  std::string message = "no rule '" + std::string(name) + "'";
  if (auto meant = closest_rule(name)) message += "; did you mean '" + std::string(*meant) + "'?";
  return message;
}

}  // namespace plimsoll
