#include "lint.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <iterator>
#include <map>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "account_bindings.h"
#include "diagnose.h"
#include "kubernetes/custom_schemas.h"
#include "kubernetes/parse.h"
#include "kubernetes/run_facts.h"
#include "kustomization.h"
#include "label_index.h"
#include "lint_file.h"
#include "project.h"
#include "project_index.h"

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

// The text of a file, by its place in the list, as it was linted.
using ReadText = std::function<std::string(uint32_t)>;

std::optional<Kustomization> read_kustomization(const std::string& path, std::string text) {
  const Source source(path, std::move(text));
  for (const auto& document : kubernetes::parse(source)) {
    if (auto found = kustomization_of(*document, path)) return found;
  }
  return std::nullopt;
}

// What files state for the findings of others: facts, those with a place apart.
struct StatedFacts {
  std::unordered_set<std::string> plain;
  std::unordered_map<std::string, std::pair<uint32_t, Span>> placed;  // file and place

  bool contains(const std::string& fact) const { return plain.contains(fact) || placed.contains(fact); }
};

// Takes the summaries together.
StatedFacts gather(std::vector<LintedFile>& files, Project& project) {
  project.files.reserve(files.size());
  size_t objects = 0;
  for (const LintedFile& file : files) objects += file.summary ? file.summary->objects.size() : 0;
  project.objects.reserve(objects);
  StatedFacts facts;
  if (!project.complete) facts.plain.emplace(kubernetes::kPartialRunFact);
  for (uint32_t i = 0; i < files.size(); ++i) {
    const std::unique_ptr<FileSummary> summary = std::move(files[i].summary);
    project.files.push_back({files[i].result.path, summary ? std::move(summary->hidden) : HiddenSpans()});
    if (!summary) continue;
    auto take = [&](std::vector<ObjectSummary>& from, std::vector<ObjectSummary>& to) {
      for (ObjectSummary& object : from) object.file = i;
      std::move(from.begin(), from.end(), std::back_inserter(to));
    };
    take(summary->objects, project.objects);
    take(summary->made, project.made);
    take(summary->patches, project.patches);
    take(summary->unnamed, project.unnamed);
    std::move(summary->built.begin(), summary->built.end(), std::back_inserter(project.built));
    if (summary->image) {
      project.images.push_back(std::move(*summary->image));
      project.images.back().file = i;
      for (dockerfile::ImageSummary& target : project.images.back().targets) target.file = i;
    }
    if (summary->kustomization) project.kustomizations.push_back(std::move(*summary->kustomization));
    if (summary->kustomization) project.kustomizations.back().file = i;
    for (std::string& fact : summary->facts) facts.plain.insert(std::move(fact));
    for (PlacedFact& placed : summary->placed_facts) facts.placed.try_emplace(std::move(placed.fact), i, placed.place);
  }
  project.index = std::make_unique<const ProjectIndex>(project);
  project.labels = std::make_unique<LabelTables>(project);
  settle_subjects(project);
  for (RoleFactAt& stated : role_facts(project))
    facts.placed.try_emplace(std::move(stated.fact), stated.file, stated.place);
  return facts;
}

// What the second pass makes of the findings of a file.
struct Amendment {
  struct Stated {
    uint32_t diagnostic;  // its index
    const Location* place;
    const std::string* message;
  };
  std::vector<uint32_t> dropped;  // indices
  std::vector<Stated> stated;     // facts that findings need, with the places that state them
  std::vector<Diagnostic> added;
};
using Amendments = std::map<size_t, Amendment>;  // by the file's index

// Judges the findings that depend on a fact from any of the files.
void judge_conditions(const std::vector<LintedFile>& files, const StatedFacts& facts, const Project& project,
                      Amendments& amendments) {
  for (size_t i = 0; i < files.size(); ++i) {
    for (const LintedFile::Condition& condition : files[i].conditions) {
      auto given = facts.placed.end();
      for (const std::string& fact : condition.given) {
        if (given == facts.placed.end()) given = facts.placed.find(fact);
      }
      if (facts.contains(condition.unless) || (!condition.given.empty() && given == facts.placed.end())) {
        auto& dropped = amendments[i].dropped;
        dropped.insert(dropped.end(), condition.diagnostics.begin(), condition.diagnostics.end());
      } else if (!condition.given.empty()) {
        const auto& [file, span] = given->second;
        const Location& place = project.places->at(project.files, file, span);
        for (const uint32_t diagnostic : condition.diagnostics)
          amendments[i].stated.push_back({diagnostic, &place, &condition.given_message});
      }
    }
  }
}

void amend(FileResult& file, Amendment amendment) {
  std::vector<Diagnostic> diagnostics = file.diagnostics.unpack();
  for (const auto& [at, place, message] : amendment.stated)
    diagnostics[at].notes.push_back({place->path, place->region, *message, place->snippet});
  for (uint32_t at : amendment.dropped) diagnostics[at].rule = nullptr;
  std::erase_if(diagnostics, [](const Diagnostic& diagnostic) { return diagnostic.rule == nullptr; });
  number_fingerprints(amendment.added);
  std::move(amendment.added.begin(), amendment.added.end(), std::back_inserter(diagnostics));
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    if (a.region.begin != b.region.begin) return a.region.begin < b.region.begin;
    return a.rule < b.rule;
  });
  file.diagnostics = PackedDiagnostics(diagnostics);
}

// What configurations say of images.
std::vector<BuiltImage> configured_images(const std::vector<const RuleSet*>& sets) {
  std::vector<BuiltImage> built;
  for (const RuleSet* set : sets) {
    for (const auto& [image, path] : set->dockerfiles()) built.push_back({image, path, {}, {}, true});
  }
  return built;
}

// The second pass: rules over everything. A finding counts where the rules of its file let it.
void check_project(std::vector<LintedFile>& files, const std::vector<const RuleSet*>& rules, const ReadText& text,
                   const LintOptions& options) {
  std::vector<const RuleSet*> sets = rules;
  std::sort(sets.begin(), sets.end());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  Project project;
  project.complete = options.complete;
  project.built = configured_images(sets);
  const StatedFacts facts = gather(files, project);
  Amendments amendments;
  judge_conditions(files, facts, project, amendments);
  std::map<std::string_view, size_t> index;
  for (size_t i = 0; i < files.size(); ++i) index[files[i].result.path] = i;
  const Source nowhere("", "");
  std::vector<std::pair<const RuleSet*, std::vector<Finding>>> found;
  for (const RuleSet* set : sets) {
    if (set->wants(NodeKind::project)) set->visit(project, nowhere, found.emplace_back(set, 0).second);
  }
  project.places->fill(project.files, text);
  for (const auto& [set, findings] : found) {
    for (const Finding& finding : findings) {
      if (!finding.elsewhere) continue;
      const size_t at = index.at(finding.elsewhere->path);
      if (rules[at] != set) continue;
      Diagnostic diagnostic = diagnose(finding, nowhere);
      if (files[at].exempts(diagnostic.region.begin)) continue;
      if (const RuleSet* own = files[at].rules_at(diagnostic.region.begin)) {
        const ActiveRule* rule = own->active(diagnostic.rule);
        if (!rule) continue;
        if (rule->severity_set) diagnostic.severity = rule->severity;
      }
      Suppressor* suppressor = files[at].suppressor.get();
      if (suppressor && suppressor->allows({finding.rule}, finding.code, diagnostic.region.begin)) {
        ++files[at].result.suppressed;
      } else {
        if (options.allow_reason) offer_comment(finding, files[at].comment_places, diagnostic);
        amendments[at].added.push_back(std::move(diagnostic));
      }
    }
  }
  for (auto& [at, amendment] : amendments) amend(files[at].result, std::move(amendment));
}

RunResult collect(std::vector<LintedFile> files, const std::vector<const RuleSet*>& rules, const ReadText& text,
                  const LintOptions& options) {
  check_project(files, rules, text, options);
  RunResult result;
  result.files.reserve(files.size());
  for (uint32_t i = 0; i < files.size(); ++i) {
    FileResult& file = result.files.emplace_back(std::move(files[i].result));
    // The second pass may be the first to find something.
    if (options.keep_texts && file.text.empty() && !file.diagnostics.empty()) file.text = text(i);
  }
  std::stable_sort(result.files.begin(), result.files.end(),
                   [](const FileResult& a, const FileResult& b) { return a.path < b.path; });
  return result;
}

// Indices of the files that are linted together: Dockerfiles with the same rules.
std::vector<std::vector<size_t>> batches_of(const std::vector<const FileEntry*>& entries,
                                            const std::vector<const RuleSet*>& rules, const LintOptions& options) {
  std::vector<std::vector<size_t>> batches;
  std::map<const RuleSet*, std::vector<size_t>> open;
  for (size_t i = 0; i < entries.size(); ++i) {
    // Waiting for ShellCheck takes longer than anything else, and each file has a process of its own.
    if (kind_by_name(entries[i]->path) != FileKind::dockerfile || !options.shellcheck.empty()) {
      batches.push_back({i});
      continue;
    }
    std::vector<size_t>& batch = open[rules[i]];
    batch.push_back(i);
    if (batch.size() == kMostFilesTogether) batches.push_back(std::exchange(batch, {}));
  }
  for (auto& [set, batch] : open) {
    if (!batch.empty()) batches.push_back(std::move(batch));
  }
  return batches;
}

}  // namespace

RunResult lint(std::vector<Input> inputs, const RuleSet& rules, const LintOptions& options) {
  std::vector<Kustomization> kustomizations;
  for (const Input& input : inputs) {
    if (!is_kustomization_name(input.path)) continue;
    if (auto found = read_kustomization(input.path, input.text)) kustomizations.push_back(std::move(*found));
  }
  const Roots roots(kustomizations);
  kubernetes::CustomSchemas schemas;
  for (const Input& input : inputs) schemas.add(Source(input.path, input.text));
  std::vector<LintedFile> files;
  for (Input input : inputs) {
    input.overlay = roots.overlay_of(input.path);
    std::vector<Input> one;
    one.push_back(std::move(input));
    files.push_back(std::move(lint_files(std::move(one), rules, options, schemas).front()));
  }
  const std::vector<const RuleSet*> sets(files.size(), &rules);
  return collect(
      std::move(files), sets, [&](uint32_t i) { return inputs[i].text; }, options);
}

RunResult lint(const std::vector<FileEntry>& found, const LintOptions& options, std::vector<ConfigProblem>& problems) {
  Configs configs(options.config, options.isolated);
  std::map<std::pair<const Config*, std::vector<const Override*>>, std::unique_ptr<RuleSet>> sets;
  std::vector<FileResult> excluded;
  std::vector<const FileEntry*> entries;
  std::vector<const RuleSet*> rules;
  for (const FileEntry& entry : found) {
    const Config& config = configs.for_file(entry.path);
    if (const Origin* by = config.excludes(entry.path)) {
      if (!entry.named) continue;
      FileResult& file = excluded.emplace_back();
      file.path = entry.path;
      file.status = FileResult::Status::skipped;
      file.reason = "excluded by " + by->path + ":" + std::to_string(by->line);
      file.named = true;
      continue;
    }
    std::vector<const Override*> overrides = config.overrides_for(entry.path);
    auto& set = sets[{&config, overrides}];
    if (!set) set = std::make_unique<RuleSet>(config, options.selection, std::move(overrides));
    entries.push_back(&entry);
    rules.push_back(set.get());
  }
  problems = configs.problems();

  std::optional<FileText> standard_input;  // can be read but once
  for (const FileEntry* entry : entries) {
    if (entry->standard_input && !options.texts.contains(entry->path)) standard_input = read_file(*entry);
  }
  auto read = [&](const FileEntry& entry) {
    const auto given = options.texts.find(entry.path);
    if (given != options.texts.end()) return FileText{given->second, {}};
    return entry.standard_input ? *standard_input : read_file(entry);
  };
  std::vector<Kustomization> kustomizations;
  for (const FileEntry* entry : entries) {
    if (entry->standard_input || !is_kustomization_name(entry->path)) continue;
    if (auto kustomization = read_kustomization(entry->path, read(*entry).text))
      kustomizations.push_back(std::move(*kustomization));
  }
  const Roots roots(kustomizations);
  // Definitions hold for the whole run, so they are read before what they define.
  std::vector<kubernetes::CustomSchemas> defined(entries.size());
  in_parallel(entries.size(), job_count(options.jobs), [&](size_t i) {
    const FileKind kind = kind_by_name(entries[i]->path);
    if (kind != FileKind::dockerfile && kind != FileKind::build_script)
      defined[i].add(Source(entries[i]->path, read(*entries[i]).text));
  });
  kubernetes::CustomSchemas schemas;
  for (kubernetes::CustomSchemas& more : defined) schemas.merge(std::move(more));
  std::vector<kubernetes::CustomSchemas>().swap(defined);
  std::vector<LintedFile> files(entries.size());
  if (options.progress != nullptr) options.progress->expect(entries.size());
  const std::vector<std::vector<size_t>> batches = batches_of(entries, rules, options);
  in_parallel(batches.size(), job_count(options.jobs), [&](size_t batch) {
    std::vector<Input> inputs;
    std::vector<size_t> numbers;
    size_t bytes = 0;
    const auto lint_batch = [&] {
      if (inputs.empty()) return;
      std::vector<LintedFile> linted = lint_files(std::move(inputs), *rules[numbers.front()], options, schemas);
      for (size_t i = 0; i < linted.size(); ++i) files[numbers[i]] = std::move(linted[i]);
      inputs.clear();
      numbers.clear();
      bytes = 0;
    };
    for (const size_t i : batches[batch]) {
      FileText file = read(*entries[i]);
      if (file.error.empty()) {
        if (bytes + file.text.size() > kMostBytesTogether) lint_batch();
        bytes += file.text.size();
        numbers.push_back(i);
        inputs.push_back({.path = entries[i]->path,
                          .text = std::move(file.text),
                          .on_disk = !entries[i]->standard_input,
                          .overlay = roots.overlay_of(entries[i]->path)});
      } else {
        files[i].result.path = entries[i]->path;
        files[i].result.status = FileResult::Status::failed;
        files[i].result.reason = std::move(file.error);
      }
    }
    lint_batch();
    for (const size_t i : batches[batch]) {
      files[i].result.named = entries[i]->named;
      if (options.progress != nullptr) options.progress->step();
    }
  });
  RunResult result = collect(
      std::move(files), rules, [&](uint32_t i) { return read(*entries[i]).text; }, options);
  std::move(excluded.begin(), excluded.end(), std::back_inserter(result.files));
  std::stable_sort(result.files.begin(), result.files.end(),
                   [](const FileResult& a, const FileResult& b) { return a.path < b.path; });
  return result;
}

}  // namespace plimsoll
