#include "run.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "files.h"
#include "fix_run.h"
#include "narrow.h"
#include "output/diff.h"
#include "output/output.h"
#include "output/reports.h"
#include "process.h"
#include "progress.h"
#include "suppress/add_suppressions.h"

namespace plimsoll {
namespace {

void print_error(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

}  // namespace

std::string shellcheck_program(const std::string& option) {
  if (option == "off") return {};
  return option == "auto" ? find_program("shellcheck") : option;
}

LintOptions lint_options(const CheckOptions& options) {
  LintOptions result{.selection = {.profile = options.profile, .select = {}, .ignore = {}},
                     .jobs = options.jobs,
                     .build_args = options.build_args,
                     .config = {},
                     .isolated = options.isolated,
                     .shellcheck = shellcheck_program(options.shellcheck),
                     .complete = options.complete};
  result.keep_texts = std::any_of(options.reports.begin(), options.reports.end(),
                                  [](const ReportTarget& target) { return target.format == Format::rdjsonl; });
  if (!options.config.empty()) result.config = options.config;
  result.suppressions = !options.no_inline;
  result.selection.require_reason = options.require_reason;
  Selection& selection = result.selection;
  selection.kubernetes_version = options.kubernetes_version;
  for (const std::string& name : options.select) {
    const auto rules = find_rules(name);
    selection.select.insert(selection.select.end(), rules.begin(), rules.end());
    if (std::string code = shellcheck_code(name); !code.empty()) selection.select_codes.push_back(std::move(code));
  }
  // Next to the whole rule its single codes add nothing.
  if (std::count(options.select.begin(), options.select.end(), "shellcheck")) selection.select_codes.clear();
  for (const std::string& name : options.ignore) {
    std::string code = shellcheck_code(name);
    for (const RegisteredRule* rule : find_rules(name)) {
      if (code.empty() || !has_codes(*rule)) selection.ignore.push_back(rule);
    }
    if (!code.empty()) selection.ignore_codes.push_back(std::move(code));
  }
  return result;
}

void add_problems(RunResult& result, const std::vector<Discovery::Problem>& problems) {
  for (const Discovery::Problem& problem : problems) {
    FileResult& file = result.files.emplace_back();
    file.path = problem.path;
    file.status = problem.failed ? FileResult::Status::failed : FileResult::Status::skipped;
    file.reason = problem.reason;
    file.named = problem.named;
  }
  std::stable_sort(result.files.begin(), result.files.end(),
                   [](const FileResult& a, const FileResult& b) { return a.path < b.path; });
}

bool print_problems(const std::vector<ConfigProblem>& problems) {
  bool bad = false;
  for (const ConfigProblem& problem : problems) {
    print_error(fmt::format("{}:{}:{}: {}: {}\n", printable(problem.path), problem.line, problem.column,
                            problem.warning ? "warning" : "error", printable(problem.message)));
    bad = bad || !problem.warning;
  }
  return bad;
}

namespace {

int close(Reports& reports, int exit_code) {
  const std::string error = reports.close();
  if (error.empty()) return exit_code;
  print_error(fmt::format("plimsoll: {}\n", error));
  return 2;
}

std::string shell_word(const std::string& word) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+=,-";
  if (!word.empty() && word.find_first_not_of(plain) == word.npos) return word;
  std::string quoted = "'";
  for (char c : word) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

// What applies the fixes of these findings; empty if this run was told to.
std::string fix_command(const CheckOptions& options) {
  constexpr size_t most_paths = 3;
  if (options.fix) return {};
  std::string command = "plimsoll --fix";
  const auto add = [&](std::string_view flag, const std::string& value) {
    if (!value.empty()) command += fmt::format(" {} {}", flag, shell_word(value));
  };
  add("--profile", options.profile);
  add("--select", fmt::format("{}", fmt::join(options.select, ",")));
  add("--ignore", fmt::format("{}", fmt::join(options.ignore, ",")));
  add("--config", options.config);
  if (options.isolated) command += " --isolated";
  if (options.paths.size() > most_paths) return command + " …";
  for (const std::string& path : options.paths) command += ' ' + shell_word(path);
  return printable(command);
}

// Standard input has no file to go back to, so its fixed text is the output, and the findings go to standard error.
bool fixes_standard_input(const CheckOptions& options) {
  return (options.fix || options.add_suppressions) && std::count(options.paths.begin(), options.paths.end(), "-") > 0;
}

// Writes the diff, or the fixed texts to where they belong. False if that failed, or if the diff is not empty.
bool put(const CheckOptions& options, FixRun& run, Reports& reports) {
  bool good = true;
  for (const FixedFile& file : run.files) {
    if (options.diff) {
      reports.write_instead(unified_diff(file.file.path, file.before, file.after));
      good = good && file.before == file.after;
    } else if (file.file.standard_input) {
      reports.write_instead(file.after);
    } else if (const std::string error = write_back(file); !error.empty()) {
      print_error(fmt::format("plimsoll: {}: {}\n", printable(file.file.path), error));
      good = false;
    }
  }
  return good;
}

// What is known of a baseline beside the findings.
void tell(const Narrowing& narrow, const std::string& file) {
  constexpr size_t kMostTold = 10;
  for (size_t i = 0; i < std::min(narrow.stale.size(), kMostTold); ++i) {
    const Baseline::Entry& entry = narrow.stale[i];
    print_error(fmt::format("plimsoll: {}: '{}' is no longer found in {}\n", printable(file), printable(entry.rule),
                            printable(entry.path)));
  }
  if (narrow.stale.size() > kMostTold) {
    print_error(
        fmt::format("plimsoll: {}: so are {} more entries\n", printable(file), narrow.stale.size() - kMostTold));
  }
}

}  // namespace

int run_check(const CheckOptions& options) {
  Reports reports(options.reports, options.looks);
  if (const std::string error = reports.error(); !error.empty()) {
    print_error(fmt::format("plimsoll: {}\n", error));
    return 2;
  }
  // Which files there are comes before any is read, so that the order of the report does not depend on the disk.
  const Discovery found = discover(options.paths, options.stdin_filename);
  Progress progress;
  LintOptions wanted = lint_options(options);
  wanted.progress = &progress;
  Narrowing narrow(options);
  if (!narrow.error.empty()) {
    print_error(fmt::format("plimsoll: {}\n", printable(narrow.error)));
    return 2;
  }
  std::vector<ConfigProblem> config_problems;
  FixRun run;
  if (options.add_suppressions) {
    const auto relevant = [&](RunResult& result) {
      narrow(result);
      summarize(result, options.min_severity, options.fail_on);
    };
    run = add_suppressions(found.files, wanted, *options.add_suppressions, relevant, config_problems);
  } else if (options.fix || options.diff) {
    run = fix(found.files, wanted, options.unsafe_fixes, config_problems);
    narrow(run.result);
  } else {
    run.result = lint(found.files, wanted, config_problems);
    narrow(run.result);
  }
  progress.finish();
  RunResult& result = run.result;
  if (wanted.shellcheck.empty()) {
    result.notes.push_back(options.shellcheck == "off" ? "shellcheck was not asked, for it is switched off"
                                                       : "shellcheck was not found, so shell scripts went without it");
  }
  add_problems(result, found.problems);
  // Judged before anything is left out, so that --min-severity does not change the exit code.
  Summary summary = summarize(result, options.min_severity, options.fail_on);
  summary.fixed = static_cast<uint32_t>(std::accumulate(
      run.files.begin(), run.files.end(), 0, [](int sum, const FixedFile& file) { return sum + file.applied; }));
  summary.baselined = narrow.baselined;
  summary.unchanged = narrow.unchanged;
  summary.stale = static_cast<uint32_t>(narrow.stale.size());
  summary.fix_command = fix_command(options);
  // Findings are the answer; what kept us from answering is told beside it.
  if (print_problems(config_problems)) summary.exit_code = 2;
  result.config_problems = std::move(config_problems);
  write_unchecked(result, print_error);
  tell(narrow, options.baseline);
  if (options.add_suppressions && summary.findings() > 0) {
    print_error(
        "plimsoll: what is left has no place for a comment; the configuration or a baseline can leave it out\n");
  }
  if (summary.exit_code == 2 && summary.checked + summary.failed == 0)
    print_error("plimsoll: found nothing to check\n");
  const bool put_well = put(options, run, reports);
  int exit_code = summary.exit_code;
  if (options.diff) {
    exit_code = exit_code == 2 ? 2 : put_well ? 0 : 1;
  } else {
    if (!put_well) exit_code = summary.exit_code = 2;
    if (fixes_standard_input(options)) write_text(result, summary, {}, print_error);
    reports.write(result, summary);
  }
  return close(reports, exit_code);
}

}  // namespace plimsoll
