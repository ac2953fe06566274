#include "fix_run.h"

#include <algorithm>
#include <map>

#include "fix.h"
#include "output/output_file.h"

namespace plimsoll {
namespace {

constexpr int kMostRounds = 10;

}  // namespace

FixRun fix(const std::vector<FileEntry>& files, const LintOptions& options, bool unsafe,
           std::vector<ConfigProblem>& problems) {
  const auto step = [&](FileResult& file) {
    Fixed after = apply_fixes(file.text, file.diagnostics.unpack(), unsafe);
    return Step{std::move(after.text), after.applied};
  };
  return rewrite(
      files, options, step, [](RunResult&) {}, problems);
}

FixRun rewrite(const std::vector<FileEntry>& files, const LintOptions& options,
               const std::function<Step(FileResult&)>& step, const std::function<void(RunResult&)>& relevant,
               std::vector<ConfigProblem>& problems) {
  FixRun run;
  LintOptions round_options = options;
  round_options.keep_texts = true;
  std::map<std::string, FixedFile, std::less<>> fixed;
  for (const FileEntry& file : files) {
    if (!file.standard_input) continue;  // it can be read but once
    std::string text = read_file(file).text;
    fixed[file.path] = {file, text, text, 0};
    round_options.texts[file.path] = std::move(text);
  }
  for (int round = 0;; ++round) {
    problems.clear();
    run.result = lint(files, round_options, problems);
    relevant(run.result);
    bool changed = false;
    for (FileResult& file : run.result.files) {
      if (file.text.empty() || round == kMostRounds) continue;
      Step after = step(file);
      if (after.changes == 0 || after.text == file.text) continue;
      changed = true;
      FixedFile& entry = fixed[file.path];
      if (entry.applied == 0) entry.before = std::move(file.text);
      entry.applied += after.changes;
      round_options.texts[file.path] = entry.after = std::move(after.text);
    }
    if (!changed) break;
  }
  for (const FileEntry& file : files) {
    const auto found = fixed.find(file.path);
    if (found == fixed.end()) continue;
    if (found->second.before == found->second.after && !file.standard_input) continue;
    found->second.file = file;
    run.files.push_back(std::move(found->second));
  }
  return run;
}

std::string write_back(const FixedFile& fixed) {
  OutputFile output(fixed.file.path);
  output.write(fixed.after);
  return output.close();
}

}  // namespace plimsoll
