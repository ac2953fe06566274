#include "cli/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/check_options.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "kubernetes/version.h"
#include "process.h"
#include "profile.h"
#include "run.h"

namespace plimsoll::cli {
namespace {

constexpr const char* kDetails = R"(
A path that is called like a command is written with ./ before it.

The environment may set what the command line does not: PLIMSOLL_FAIL_ON=error is --fail-on error, PLIMSOLL_ISOLATED=1
is --isolated; so for all options but those that change files or start programs. It wins over .plimsoll.yaml.

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

// The options of `options` that are called so.
std::vector<Option> only(std::vector<Option> options, const std::vector<std::string>& names) {
  std::erase_if(
      options, [&](const Option& option) { return std::find(names.begin(), names.end(), option.name) == names.end(); });
  return options;
}

Option format(CheckOptions& wanted) {
  Choices<std::optional<Format>> choices;
  for (const auto& [name, format] : formats()) choices.emplace_back(name, format);
  return choice("--format", wanted.format, std::move(choices), "How findings are written (default: text)");
}

Option when(std::string name, When& value, std::string help) {
  return choice<When>(std::move(name), value,
                      {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}}, std::move(help));
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

Option kubernetes_version(CheckOptions& wanted) {
  return {.name = "--kubernetes-version",
          .value = "1.NN",
          .help = fmt::format("The release that manifests are for (default: 1.{})", kubernetes::kNewestVersion),
          .set = [&wanted](const std::string& release) {
            wanted.kubernetes_version = kubernetes::parse_version(release);
            return wanted.kubernetes_version ? std::string() : kubernetes::unknown_version_message(release);
          }};
}

Option add_suppressions(CheckOptions& wanted) {
  return {.name = "--add-suppressions",
          .value = "REASON",
          .help = "Write comments into the files that allow all that is found",
          .bare = true,
          .environment = false,
          .set = [&wanted](const std::string& reason) -> std::string {
            if (reason.find_first_of("\r\n") != reason.npos) return "the reason is more than a line";
            wanted.add_suppressions = reason;
            return {};
          }};
}

std::vector<Option> options(CheckOptions& wanted) {
  return {
      format(wanted),
      not_from_environment(
          with_letter('o', list("--output", "FORMAT=PATH", wanted.outputs,
                                "Write a report in this format to this file; PATH alone: that of --format"))),
      toggle("--statistics", wanted.looks.statistics, "Print how often each rule was broken, instead of findings"),
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
      instead_of("--isolated", text("--config", "FILE", wanted.config, "Use this configuration, not the nearest")),
      instead_of("--config", toggle("--isolated", wanted.isolated, "Read no configuration")),
      not_from_environment(toggle("--fix", wanted.fix, "Mend the files, where that keeps their meaning")),
      not_from_environment(
          toggle("--unsafe-fixes", wanted.unsafe_fixes, "With --fix or --diff: mend also what may change the meaning")),
      not_from_environment(toggle("--diff", wanted.diff, "Print what --fix would change, and change nothing")),
      not_from_environment(text("--baseline", "FILE", wanted.baseline, "Leave out the findings that this file has")),
      not_from_environment(
          text("--since", "REF", wanted.since, "Show findings on lines that changed since a revision of git")),
      toggle("--no-inline", wanted.no_inline, "Comments and annotations silence nothing"),
      toggle("--require-reason", wanted.require_reason, "Comments and annotations that silence must say why"),
      add_suppressions(wanted),
      not_from_environment(shellcheck(wanted)),
      build_args(wanted),
      kubernetes_version(wanted),
      toggle("--assume-complete", wanted.complete, "Take the files for all there is: what they lack does not exist"),
      when("--color", wanted.looks.color, "Colour the text (default: on a terminal)"),
      when("--hyperlinks", wanted.looks.hyperlinks, "Link rules to their pages (default: on a terminal)"),
  };
}

std::string verify(CheckOptions& wanted) {
  if (wanted.unsafe_fixes && !wanted.fix && !wanted.diff) return "--unsafe-fixes goes with --fix or --diff";
  if (!wanted.since.empty() && (wanted.fix || wanted.diff || wanted.add_suppressions))
    return "--since does not go with --fix, --diff and --add-suppressions, which change whole files";
  if (wanted.add_suppressions && wanted.fix) return "--add-suppressions and --fix exclude each other";
  if (wanted.add_suppressions && wanted.no_inline) return "--add-suppressions and --no-inline exclude each other";
  if (std::string error = plan_reports(wanted.format, wanted.outputs, wanted.reports); !error.empty()) return error;
  if (wanted.diff && wanted.reports.size() > 1) return "--diff goes without reports; leave out --output FORMAT=PATH";
  if (wanted.looks.statistics && wanted.reports.front().format != Format::text) {
    return "--statistics goes with --format text";
  }
  if (wanted.paths.empty()) return "no path given; try 'plimsoll .' or 'plimsoll --help'";
  return {};
}

}  // namespace

Option profile_option(CheckOptions& wanted) { return profile(wanted); }

std::vector<Option> options_of_rules(CheckOptions& wanted) {
  return only(options(wanted), {"--select", "--ignore", "--profile", "--config", "--isolated", "--build-arg",
                                "--kubernetes-version", "--require-reason"});
}

Command check_command(std::shared_ptr<CheckOptions> wanted) {
  return {.name = "check",
          .help = "Check files and folders",
          .argument = {.name = "PATH",
                       .help = "Files and folders; - is standard input",
                       .repeatable = true,
                       .set = [wanted](const std::string& path) { wanted->paths.push_back(path); }},
          .options = options(*wanted),
          .environment = [](const Option&) {},
          .verify = [wanted] { return verify(*wanted); },
          .run = [wanted] { return run_check(*wanted); },
          .details = kDetails};
}

}  // namespace plimsoll::cli
