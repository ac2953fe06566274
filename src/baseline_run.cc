#include "baseline_run.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "baseline.h"
#include "files.h"
#include "narrow.h"
#include "output/output.h"
#include "run.h"

namespace plimsoll {
namespace {

void print_error(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

int fail(const std::string& error) {
  print_error(fmt::format("plimsoll: {}\n", printable(error)));
  return 2;
}

}  // namespace

int run_baseline(BaselineAction action, const std::string& file, const CheckOptions& options) {
  Baseline baseline(file);
  std::error_code ignored;
  if (action != BaselineAction::create) {
    if (const std::string error = baseline.read(); !error.empty()) return fail(error);
  } else if (std::filesystem::exists(file, ignored)) {
    return fail(file + ": it is there already; 'plimsoll baseline update' adds to it");
  }
  const Discovery found = discover(options.paths);
  std::vector<ConfigProblem> config_problems;
  RunResult result = lint(found.files, lint_options(options), config_problems);
  add_problems(result, found.problems);
  const bool bad = print_problems(config_problems);
  write_unchecked(result, print_error);
  const size_t before = baseline.size();
  const auto stale = baseline.stale(result, [&](const std::string& rule) { return judges(options, rule); });
  baseline.drop(stale);
  if (action != BaselineAction::prune) baseline.add(result);
  const size_t added = baseline.size() + stale.size() - before;
  if (const std::string error = baseline.write(); !error.empty()) return fail(error);
  const Summary summary = summarize(result, Severity::info, std::nullopt);
  fmt::print("{}: {} known, {} of them new; {} taken out\n", printable(file), baseline.size(), added, stale.size());
  return bad ? 2 : summary.exit_code;
}

}  // namespace plimsoll
