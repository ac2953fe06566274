#include "cli/check.h"

#include "cli/commands.h"
#include "cli/options.h"
#include "process.h"
#include "profile.h"
#include "run.h"

namespace plimsoll::cli {
namespace {

constexpr const char* kDetails = R"(
A path that is called like a command is written with ./ before it.

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 something could not be done.)";

Option build_args(CheckOptions& wanted) {
  return {.name = "--build-arg",
          .value = "NAME=VALUE",
          .help = "The value of an ARG, as in docker build",
          .repeatable = true,
          .set = [&wanted](const std::string& argument) -> std::string {
            const size_t equals = argument.find('=');
            if (equals == 0 || equals == std::string::npos) return "'" + argument + "' is not NAME=VALUE";
            wanted.build_args.emplace_back(argument.substr(0, equals), argument.substr(equals + 1));
            return {};
          }};
}

Option profile(CheckOptions& wanted) {
  Choices<std::string> profiles;
  for (std::string_view name : profile_names()) profiles.emplace_back(name, name);
  return choice("--profile", wanted.profile, std::move(profiles), "Which rules run (default: recommended)");
}

Option shellcheck(CheckOptions& wanted) {
  Option option = text("--shellcheck", "auto|off|PATH", wanted.shellcheck,
                       "The program that checks shell scripts as well (default: auto, the one on PATH)");
  option.set = [set = std::move(option.set)](const std::string& program) {
    if (program == "auto" || program == "off" || is_program(program)) return set(program);
    return "'" + program + "' is no program that can be run";
  };
  return option;
}

std::vector<Option> options(CheckOptions& wanted) {
  return {
      choice<Format>(
          "--format", wanted.format,
          {{"text", Format::text}, {"concise", Format::concise}, {"sarif", Format::sarif}, {"json", Format::json}},
          "How findings are written"),
      not_from_environment(with_letter('o', text("--output", "FILE", wanted.output, "Write findings to this file"))),
      rule_list("--select", wanted.select, "Run only these rules: names or aliases, separated by commas"),
      rule_list("--ignore", wanted.ignore, "Do not run these rules"),
      profile(wanted),
      choice<Severity>("--min-severity", wanted.min_severity,
                       {{"info", Severity::info}, {"warning", Severity::warning}, {"error", Severity::error}},
                       "Show findings from here on"),
      choice<std::optional<Severity>>("--fail-on", wanted.fail_on,
                                      {{"info", Severity::info},
                                       {"warning", Severity::warning},
                                       {"error", Severity::error},
                                       {"never", std::nullopt}},
                                      "Exit with 1 on findings from here on (default: warning)"),
      with_letter('j',
                  number("--jobs", wanted.jobs, 1024, "Files checked at a time (default: one for each processor)")),
      not_from_environment(text("--stdin-filename", "NAME", wanted.stdin_filename, "What standard input is called")),
      text("--config", "FILE", wanted.config, "Use this configuration, not the nearest"),
      toggle("--isolated", wanted.isolated, "Read no configuration"),
      not_from_environment(toggle("--fix", wanted.fix, "Mend the files, where that keeps their meaning")),
      not_from_environment(
          toggle("--unsafe-fixes", wanted.unsafe_fixes, "With --fix or --diff: mend also what may change the meaning")),
      not_from_environment(toggle("--diff", wanted.diff, "Print what --fix would change, and change nothing")),
      not_from_environment(shellcheck(wanted)),
      build_args(wanted),
      toggle("--assume-complete", wanted.complete, "Take the files for all there is: what they lack does not exist"),
      choice<When>("--color", wanted.color,
                   {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}},
                   "Colour the text (default: on a terminal)"),
  };
}

std::string verify(const CheckOptions& wanted) {
  if (wanted.isolated && !wanted.config.empty()) return "--config and --isolated exclude each other";
  if (wanted.unsafe_fixes && !wanted.fix && !wanted.diff) return "--unsafe-fixes goes with --fix or --diff";
  if (wanted.paths.empty()) return "no path given; try 'plimsoll .' or 'plimsoll --help'";
  return {};
}

}  // namespace

Command check_command(std::shared_ptr<CheckOptions> wanted) {
  return {.name = "check",
          .help = "Check files and folders",
          .argument = {.name = "PATH",
                       .help = "Files and folders; - is standard input",
                       .repeatable = true,
                       .set = [wanted](const std::string& path) { wanted->paths.push_back(path); }},
          .options = options(*wanted),
          .verify = [wanted] { return verify(*wanted); },
          .run = [wanted] { return run_check(*wanted); },
          .details = kDetails};
}

}  // namespace plimsoll::cli
