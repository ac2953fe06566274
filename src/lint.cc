#include "lint.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>
#include <unordered_set>

#include "diagnose.h"
#include "lint_file.h"
#include "project.h"

namespace plimsoll {
namespace {

// Calls work(i) for every i below `count`, on so many threads. What it does must not depend on the order.
template <class Work>
void in_parallel(size_t count, unsigned jobs, Work work) {
  std::atomic<size_t> next{0};
  auto worker = [&] {
    for (size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < std::min<size_t>(jobs, count); ++i) threads.emplace_back(worker);
  worker();
}

unsigned job_count(unsigned asked) { return asked ? asked : std::max(1u, std::thread::hardware_concurrency()); }

bool allowed(const LintedFile& file, const Diagnostic& diagnostic) {
  return std::any_of(file.allowances.begin(), file.allowances.end(), [&](const LintedFile::Allowance& allowance) {
    return allowance.rule == diagnostic.rule && allowance.scope.begin <= diagnostic.region.begin &&
           diagnostic.region.begin < allowance.scope.end;
  });
}

// The second pass: rules over everything. A finding counts where the rules of its file let it.
void check_project(std::vector<LintedFile>& files, const std::vector<const RuleSet*>& rules) {
  Project project;
  std::map<std::string_view, size_t> index;
  for (size_t i = 0; i < files.size(); ++i) {
    index[files[i].result.path] = i;
    FileSummary& summary = files[i].summary;
    std::move(summary.objects.begin(), summary.objects.end(), std::back_inserter(project.objects));
    if (summary.kustomization) project.kustomizations.push_back(std::move(*summary.kustomization));
  }
  std::vector<const RuleSet*> sets = rules;
  std::sort(sets.begin(), sets.end());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  const Source nowhere("", "");
  std::vector<std::vector<Diagnostic>> added(files.size());
  for (const RuleSet* set : sets) {
    if (!set->wants(NodeKind::project)) continue;
    std::vector<Finding> findings;
    set->visit(project, nowhere, findings);
    for (const Finding& finding : findings) {
      if (!finding.elsewhere) continue;
      const size_t at = index.at(finding.elsewhere->path);
      if (rules[at] != set) continue;
      Diagnostic diagnostic = diagnose(finding, nowhere);
      if (files[at].exempts(diagnostic.region.begin)) continue;
      if (allowed(files[at], diagnostic)) {
        ++files[at].result.suppressed;
      } else {
        added[at].push_back(std::move(diagnostic));
      }
    }
  }
  for (size_t i = 0; i < files.size(); ++i) {
    number_fingerprints(added[i]);
    auto& diagnostics = files[i].result.diagnostics;
    std::move(added[i].begin(), added[i].end(), std::back_inserter(diagnostics));
  }
}

// Leaves out the findings that a fact from any of the files makes void.
void drop_void(std::vector<LintedFile>& files) {
  std::unordered_set<std::string_view> facts;
  for (const LintedFile& file : files) facts.insert(file.summary.facts.begin(), file.summary.facts.end());
  if (facts.empty()) return;
  for (LintedFile& file : files) {
    std::erase_if(file.result.diagnostics,
                  [&](const Diagnostic& diagnostic) { return facts.contains(diagnostic.unless); });
  }
}

RunResult collect(std::vector<LintedFile> files, const std::vector<const RuleSet*>& rules) {
  drop_void(files);
  check_project(files, rules);
  RunResult result;
  for (LintedFile& file : files) {
    auto& diagnostics = file.result.diagnostics;
    std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
      if (a.region.begin != b.region.begin) return a.region.begin < b.region.begin;
      return a.rule < b.rule;
    });
    result.files.push_back(std::move(file.result));
  }
  std::stable_sort(result.files.begin(), result.files.end(),
                   [](const FileResult& a, const FileResult& b) { return a.path < b.path; });
  return result;
}

}  // namespace

RunResult lint(std::vector<Input> inputs, const RuleSet& rules, const LintOptions& options) {
  std::vector<LintedFile> files;
  for (Input& input : inputs) files.push_back(lint_file(std::move(input), rules, options));
  const std::vector<const RuleSet*> sets(files.size(), &rules);
  return collect(std::move(files), sets);
}

RunResult lint(const std::vector<FileEntry>& found, const LintOptions& options, std::vector<ConfigProblem>& problems) {
  Configs configs(options.config, options.isolated);
  std::map<const Config*, std::unique_ptr<RuleSet>> sets;
  std::vector<const FileEntry*> entries;
  std::vector<const RuleSet*> rules;
  for (const FileEntry& entry : found) {
    const Config& config = configs.for_file(entry.path);
    if (config.excludes(entry.path)) continue;
    auto& set = sets[&config];
    if (!set) set = std::make_unique<RuleSet>(config, options.selection);
    entries.push_back(&entry);
    rules.push_back(set.get());
  }
  problems = configs.problems();

  std::vector<LintedFile> files(entries.size());
  in_parallel(entries.size(), job_count(options.jobs), [&](size_t i) {
    const auto given = options.texts.find(entries[i]->path);
    FileText file = given == options.texts.end() ? read_file(*entries[i]) : FileText{given->second, {}};
    if (file.error.empty()) {
      files[i] = lint_file({entries[i]->path, std::move(file.text), !entries[i]->standard_input}, *rules[i], options);
    } else {
      files[i].result.path = entries[i]->path;
      files[i].result.status = FileResult::Status::failed;
      files[i].result.reason = std::move(file.error);
    }
    files[i].result.named = entries[i]->named;
  });
  return collect(std::move(files), rules);
}

}  // namespace plimsoll
