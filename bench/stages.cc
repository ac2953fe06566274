// Throughput of each stage of a run, over the files given:
//   bench-stages PATH…
// BM_*Parse and BM_Model read what is at hand in memory; BM_Lint is all of it,
// some files at a time, as a run does; BM_Sarif writes the report. bytes_per_second counts the bytes of the files that
// the stage reads. Behind them stands what all rules together cost beside reading (of Dockerfiles parse, model and
// shell parse; of manifests parse, objects and workloads), and the dearest of them, each run alone.
#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <deque>
#include <iostream>
#include <memory>

#include "check.h"
#include "dockerfile/model.h"
#include "dockerfile/parse.h"
#include "files.h"
#include "kubernetes/classify.h"
#include "kubernetes/manifest.h"
#include "kubernetes/parse.h"
#include "lint.h"
#include "lint_file.h"
#include "output/output.h"
#include "output/report_paths.h"
#include "shell/parse.h"

namespace plimsoll {
namespace {

struct Corpus {
  std::vector<std::unique_ptr<Source>> dockerfiles;
  std::vector<std::unique_ptr<Source>> manifests;
  size_t dockerfile_bytes = 0;
  size_t manifest_bytes = 0;
};
Corpus corpus;

void load(const std::vector<std::string>& paths) {
  for (const FileEntry& entry : discover(paths).files) {
    FileText file = read_file(entry);
    if (!file.error.empty()) continue;
    auto source = std::make_unique<Source>(entry.path, std::move(file.text));
    const size_t bytes = source->text().size();
    if (kind_by_name(entry.path) == FileKind::dockerfile) {
      corpus.dockerfile_bytes += bytes;
      corpus.dockerfiles.push_back(std::move(source));
    } else if (kubernetes::classify(*source).kind == kubernetes::FileKind::manifest) {
      corpus.manifest_bytes += bytes;
      corpus.manifests.push_back(std::move(source));
    }
  }
}

void count(benchmark::State& state, size_t bytes) {
  state.SetBytesProcessed(static_cast<int64_t>(bytes) * static_cast<int64_t>(state.iterations()));
}

void BM_DockerfileParse(benchmark::State& state) {
  for (auto _ : state) {
    for (const auto& source : corpus.dockerfiles) benchmark::DoNotOptimize(dockerfile::parse(*source));
  }
  count(state, corpus.dockerfile_bytes);
}

void BM_DockerfileModel(benchmark::State& state) {
  std::vector<std::unique_ptr<dockerfile::File>> files;
  for (const auto& source : corpus.dockerfiles) files.push_back(dockerfile::parse(*source));
  for (auto _ : state) {
    for (const auto& file : files) benchmark::DoNotOptimize(std::make_unique<dockerfile::Model>(*file));
  }
  count(state, corpus.dockerfile_bytes);
}

void BM_ShellParse(benchmark::State& state) {
  std::vector<std::unique_ptr<dockerfile::File>> files;
  for (const auto& source : corpus.dockerfiles) files.push_back(dockerfile::parse(*source));
  for (auto _ : state) {
    for (const auto& file : files) {
      for (const auto& instruction : file->instructions) {
        benchmark::DoNotOptimize(shell::scripts_of(*instruction, *file->source, shell::Dialect::sh));
      }
    }
  }
  count(state, corpus.dockerfile_bytes);
}

void BM_YamlParse(benchmark::State& state) {
  for (auto _ : state) {
    for (const auto& source : corpus.manifests) benchmark::DoNotOptimize(kubernetes::parse(*source));
  }
  count(state, corpus.manifest_bytes);
}

// A run over one kind of file, with all rules or with none: the difference is what checking costs.
void lint_all(benchmark::State& state, const std::vector<std::unique_ptr<Source>>& sources, size_t bytes, bool rules) {
  const Config config;
  Selection selection{.profile = "all", .select = {}, .ignore = {}};
  if (!rules) {
    for (const RegisteredRule& rule : all_rules()) selection.ignore.push_back(&rule);
  }
  const RuleSet set(config, selection);
  for (auto _ : state) {
    for (const auto& source : sources) {
      benchmark::DoNotOptimize(lint_files({{source->path(), std::string(source->text())}}, set, {}, {}));
    }
  }
  count(state, bytes);
}

// A Dockerfile as rules find it.
struct Read {
  std::unique_ptr<dockerfile::File> file;
  std::unique_ptr<dockerfile::Model> model;
  std::vector<std::unique_ptr<shell::Script>> scripts;

  explicit Read(const Source& source)
      : file(dockerfile::parse(source)), model(std::make_unique<dockerfile::Model>(*file)) {
    for (const auto& instruction : file->instructions) add_scripts(*instruction);
  }

 private:
  void add_scripts(dockerfile::Instruction& instruction) {
    if (instruction.keyword == dockerfile::Keyword::onbuild) {
      const auto& trigger = static_cast<dockerfile::Onbuild&>(instruction).trigger;
      if (trigger) add_scripts(*trigger);
      return;
    }
    for (auto& script : shell::scripts_of(instruction, *file->source, model->shell_at(instruction).dialect)) {
      instruction.scripts.push_back(script.get());
      scripts.push_back(std::move(script));
    }
  }
};

void BM_DockerfileRead(benchmark::State& state) {
  for (auto _ : state) {
    for (const auto& source : corpus.dockerfiles) benchmark::DoNotOptimize(Read(*source));
  }
  count(state, corpus.dockerfile_bytes);
}

void check_all(const std::deque<Read>& files, const RuleSet& rules, std::vector<std::vector<Finding>>& findings) {
  std::vector<CheckedFile> checked;
  for (size_t i = 0; i < files.size(); ++i)
    checked.push_back({files[i].file.get(), files[i].model.get(), &findings[i]});
  check(checked, rules);
}
void check_all(const std::deque<kubernetes::Manifest>& manifests, const RuleSet& rules,
               std::vector<std::vector<Finding>>& findings) {
  for (size_t i = 0; i < manifests.size(); ++i) check(manifests[i], rules, findings[i]);
}

// A run checks manifests one by one.
constexpr bool rules_look_at_many(const std::deque<Read>&) { return true; }
constexpr bool rules_look_at_many(const std::deque<kubernetes::Manifest>&) { return false; }

// Milliseconds of this thread's own time so far.
double own_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// Milliseconds to read all files and to check them, so many at a time as a run does; the least of some rounds.
struct Costs {
  double reading = 0;
  double checking = 0;
};
template <class ReadOne>
Costs cost(const std::vector<std::unique_ptr<Source>>& sources, ReadOne read_one, const RuleSet& rules, int rounds) {
  Costs least;
  for (int round = 0; round < rounds; ++round) {
    Costs took;
    for (size_t next = 0; next < sources.size();) {
      const double begin = own_time();
      std::deque<decltype(read_one(*sources[next]))> files;
      const size_t most = rules_look_at_many(files) ? kMostFilesTogether : 1;
      size_t bytes = 0;
      do {
        bytes += sources[next]->text().size();
        files.push_back(read_one(*sources[next++]));
      } while (next < sources.size() && files.size() < most &&
               bytes + sources[next]->text().size() <= kMostBytesTogether);
      const double middle = own_time();
      std::vector<std::vector<Finding>> findings(files.size());
      check_all(files, rules, findings);
      benchmark::DoNotOptimize(findings.data());
      took.reading += middle - begin;
      took.checking += own_time() - middle;
    }
    least.reading = round == 0 ? took.reading : std::min(least.reading, took.reading);
    least.checking = round == 0 ? took.checking : std::min(least.checking, took.checking);
  }
  return least;
}

// What rules have in common, such as the packages that a command installs, is worked out once a file for all of them;
// of the rules alone each pays for it.
template <class ReadOne>
void print_rules(const char* title, std::string_view language, const std::vector<std::unique_ptr<Source>>& sources,
                 ReadOne read_one) {
  if (sources.empty()) return;
  constexpr size_t shown = 20;
  const RuleSet all({}, {.profile = "all", .select = {}, .ignore = {}});
  const RuleSet recommended({}, {.profile = "recommended", .select = {}, .ignore = {}});
  const auto [reading, together] = cost(sources, read_one, all, 9);
  const double usual = cost(sources, read_one, recommended, 9).checking;
  std::vector<std::pair<double, std::string_view>> costs;
  for (const RegisteredRule& rule : all_rules()) {
    if (rule.language != language) continue;
    const RuleSet one({}, {.profile = "all", .select = {&rule}, .ignore = {}});
    costs.emplace_back(cost(sources, read_one, one, 1).checking, rule.name);
  }
  std::sort(costs.rbegin(), costs.rend());
  std::printf(
      "%s: reading %.1f ms; rules of recommended %.1f ms, %.2f of it; all rules %.1f ms, %.2f; the dearest alone:\n",
      title, reading, usual, usual / reading, together, together / reading);
  for (size_t i = 0; i < std::min(shown, costs.size()); ++i) {
    std::printf("%8.2f ms  %.*s\n", costs[i].first, static_cast<int>(costs[i].second.size()), costs[i].second.data());
  }
}

void print_rules() {
  print_rules("Dockerfiles", "dockerfile", corpus.dockerfiles, [](const Source& source) { return Read(source); });
  print_rules("Manifests", "kubernetes", corpus.manifests,
              [](const Source& source) { return kubernetes::read_manifest(source); });
}

void BM_DockerfileLint(benchmark::State& state) {
  lint_all(state, corpus.dockerfiles, corpus.dockerfile_bytes, state.range(0) != 0);
}
void BM_ManifestLint(benchmark::State& state) {
  lint_all(state, corpus.manifests, corpus.manifest_bytes, state.range(0) != 0);
}

void BM_Sarif(benchmark::State& state) {
  const Config config;
  const RuleSet set(config, {.profile = "all", .select = {}, .ignore = {}});
  std::vector<Input> inputs;
  for (const auto* sources : {&corpus.dockerfiles, &corpus.manifests}) {
    for (const auto& source : *sources) inputs.push_back({source->path(), std::string(source->text())});
  }
  RunResult result = lint(std::move(inputs), set);
  const Summary summary = summarize(result, Severity::info, Severity::warning);
  size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    write_sarif(result, summary, ReportPaths("/"), [&](std::string_view text) { bytes += text.size(); });
  }
  count(state, bytes);
}

BENCHMARK(BM_DockerfileParse)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_DockerfileModel)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ShellParse)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_DockerfileRead)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_YamlParse)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_DockerfileLint)->ArgName("rules")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_ManifestLint)->ArgName("rules")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Sarif)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plimsoll

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  plimsoll::load(std::vector<std::string>(argv + 1, argv + argc));
  const auto& corpus = plimsoll::corpus;
  std::cout << corpus.dockerfiles.size() << " Dockerfiles, " << corpus.dockerfile_bytes << " bytes; "
            << corpus.manifests.size() << " manifests, " << corpus.manifest_bytes << " bytes\n";
  benchmark::RunSpecifiedBenchmarks();
  plimsoll::print_rules();
}
