#include "run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <numeric>

#include "files.h"
#include "fix_run.h"
#include "lint.h"
#include "output/diff.h"
#include "output/output.h"
#include "output/output_file.h"
#include "process.h"

namespace plimsoll {
namespace {

void print_error(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

// Where the program shellcheck is; empty if it is off or not there.
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
  if (!options.config.empty()) result.config = options.config;
  Selection& selection = result.selection;
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

// What discovery could not enter or left out is part of the result like any file.
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

bool wants_color(const CheckOptions& options, const OutputFile& output) {
  if (options.color != When::automatic) return options.color == When::always;
  const char* no_color = std::getenv("NO_COLOR");
  return output.is_terminal() && (no_color == nullptr || *no_color == '\0');
}

void report(const CheckOptions& options, const RunResult& result, const Summary& summary, OutputFile& output) {
  const Write write = [&](std::string_view text) { output.write(text); };
  const bool color = wants_color(options, output);
  std::error_code ignored;
  switch (options.format) {
    case Format::text:
      return write_text(result, summary, color, write);
    case Format::concise:
      return write_concise(result, color, write);
    case Format::json:
      return write_json(result, summary, write);
    case Format::sarif:
      return write_sarif(result, summary, std::filesystem::current_path(ignored).string(), write);
  }
}

int close(OutputFile& output, const std::string& name, int exit_code) {
  const std::string error = output.close();
  if (error.empty()) return exit_code;
  print_error(fmt::format("plimsoll: {}: {}\n", name.empty() ? "standard output" : name, error));
  return 2;
}

// Standard input has no file to go back to, so its fixed text is the output, and the findings go to standard error.
bool fixes_standard_input(const CheckOptions& options) {
  return options.fix && std::count(options.paths.begin(), options.paths.end(), "-") > 0;
}

// Writes the diff, or the fixed texts to where they belong. False if that failed, or if the diff is not empty.
bool put(const CheckOptions& options, FixRun& run, OutputFile& output) {
  bool good = true;
  for (const FixedFile& file : run.files) {
    if (options.diff) {
      output.write(unified_diff(file.file.path, file.before, file.after));
      good = good && file.before == file.after;
    } else if (file.file.standard_input) {
      output.write(file.after);
    } else if (const std::string error = write_back(file); !error.empty()) {
      print_error(fmt::format("plimsoll: {}: {}\n", printable(file.file.path), error));
      good = false;
    }
  }
  return good;
}

void print_problems(const std::vector<ConfigProblem>& problems) {
  for (const ConfigProblem& problem : problems) {
    print_error(fmt::format("{}:{}:{}: error: {}\n", printable(problem.path), problem.line, problem.column,
                            printable(problem.message)));
  }
}

}  // namespace

int run_check(const CheckOptions& options) {
  // Opened first: a report that cannot be written is known before the work is done.
  OutputFile output(options.output);
  // Which files there are comes before any is read, so that the order of the report does not depend on the disk.
  const Discovery found = discover(options.paths, options.stdin_filename);
  const LintOptions wanted = lint_options(options);
  std::vector<ConfigProblem> config_problems;
  FixRun run;
  if (options.fix || options.diff) {
    run = fix(found.files, wanted, options.unsafe_fixes, config_problems);
  } else {
    run.result = lint(found.files, wanted, config_problems);
  }
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
  if (!config_problems.empty()) summary.exit_code = 2;
  // Findings are the answer; what kept us from answering is told beside it.
  print_problems(config_problems);
  write_unchecked(result, print_error);
  if (summary.exit_code == 2 && summary.checked + summary.failed == 0)
    print_error("plimsoll: found nothing to check\n");
  if (options.diff) {
    const bool clean = put(options, run, output);
    return close(output, options.output, summary.exit_code == 2 ? 2 : clean ? 0 : 1);
  }
  if (!put(options, run, output)) summary.exit_code = 2;
  if (fixes_standard_input(options)) {
    write_text(result, summary, false, print_error);
  } else {
    report(options, result, summary, output);
  }
  return close(output, options.output, summary.exit_code);
}

}  // namespace plimsoll
