#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include "config.h"
#include "config/reader.h"
#include "files.h"
#include "kubernetes/parse.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFileName = ".plimsoll.yaml";
constexpr const char* kOtherFileName = ".plimsoll.yml";
constexpr size_t kLargestConfig = size_t{1} << 20;
constexpr size_t kDeepestChain = 10;
constexpr size_t kMostFiles = 100;

std::string absolute_folder(const std::string& path) {
  std::error_code error;
  const auto absolute = fs::absolute(path, error);
  return error ? std::string() : absolute.lexically_normal().parent_path().string();
}

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

// The folder with .git at or above a folder; empty if there is none.
fs::path repository_of(fs::path folder) {
  for (;; folder = folder.parent_path()) {
    if (is_there(folder / ".git")) return folder;
    if (folder == folder.parent_path()) return {};
  }
}

bool is_below(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

// Why a configuration must not read that file; empty if it may. What is read might show in a message, so the path may
// not be used to look around on the machine.
std::string why_not(const std::string& written, const fs::path& from, const fs::path& resolved) {
  const fs::path path(written);
  if (path.is_absolute()) return "a path relative to this file is expected";
  const std::string extension = path.extension();
  if (extension != ".yaml" && extension != ".yml") return "a configuration is called *.yaml or *.yml";
  std::error_code error;
  const fs::path repository = repository_of(fs::weakly_canonical(from, error));
  if (!repository.empty() && !is_below(resolved, repository)) return "that is not in this repository";
  return {};
}

}  // namespace

std::unique_ptr<Config> parse_config(const std::string& path, std::string text, std::string folder,
                                     const Extend& extend) {
  auto own = std::make_unique<Config>();
  own->path = path;
  own->folder = folder.empty() ? absolute_folder(path) : std::move(folder);
  own->files = {path};
  const bool too_large = text.size() > kLargestConfig;
  const Source source(path, too_large ? std::string() : std::move(text));
  ConfigReader reader(*own, source, extend);
  if (too_large) reader.problem({}, "larger than 1 MiB, so it is not read");
  const auto documents = kubernetes::parse(source);
  for (const auto& document : documents) {
    if (document->problem) reader.problem(document->problem->span, document->problem->message);
  }
  if (!documents.empty()) {
    const auto root = documents.front()->value();
    if (root.is_map()) {
      reader.read(root, config_keys());
    } else if (!root.missing()) {
      reader.problem(root.span(), "a mapping with keys such as profile, rules and exclude is expected");
    }
  }
  if (documents.size() > 1) reader.problem(documents[1]->span, "a configuration is one document");
  if (own->require_reason.value_or(false)) {
    for (const auto& each : own->overrides) {
      if (!each->reason.empty()) continue;
      own->problems.push_back({path, each->origin.line, 1, "this override has no reason", false});
    }
  }
  if (reader.beneath().files.empty()) return own;
  auto merged = std::make_unique<Config>(reader.beneath());
  merged->path = own->path;
  merged->folder = own->folder;
  merged->problems = std::move(own->problems);
  merged->merge(*own);
  merged->root = own->root;
  return merged;
}

Configs::Configs(std::optional<std::string> named, bool isolated) {
  if (named) {
    fixed_ = &keep(read(*named, absolute_folder(*named)));
  } else if (isolated) {
    fixed_ = &none_;
  }
}

const Config& Configs::for_file(const std::string& path) {
  if (fixed_) return *fixed_;
  return for_folder(absolute_folder(path));
}

const Config& Configs::for_folder(const std::string& folder) {
  if (auto known = by_folder_.find(folder); known != by_folder_.end()) return *known->second;
  const fs::path here(folder);
  const bool first = is_there(here / kFileName), second = is_there(here / kOtherFileName);
  std::unique_ptr<Config> own;
  if (first || second) {
    std::error_code error;
    const fs::path file = fs::proximate(here / (first ? kFileName : kOtherFileName), error);
    own = read(file.string(), folder);
    if (first && second) {
      const std::string other = (file.parent_path() / kOtherFileName).string();
      problems_.push_back(
          {other, 1, 1, fmt::format("{} stands beside it, and only that is read", file.string()), false});
    }
  }
  const Config* beneath = &none_;
  if (!(own && own->root) && !here.empty() && here != here.root_path() && !is_there(here / ".git")) {
    beneath = &for_folder(here.parent_path().string());
  }
  const Config* result = beneath;
  if (own && beneath == &none_) {
    result = &keep(std::move(own));
  } else if (own) {
    auto merged = std::make_unique<Config>(*beneath);
    merged->path = own->path;
    merged->folder = own->folder;
    merged->merge(*own);
    result = &keep(std::move(merged));
  }
  by_folder_.emplace(folder, result);
  return *result;
}

const Config& Configs::keep(std::unique_ptr<Config> config) { return *owned_.emplace_back(std::move(config)); }

std::unique_ptr<Config> Configs::read(const std::string& path, const std::string& folder) {
  if (chain_.empty()) read_ = 0;
  ++read_;
  FileText file = read_file(path);
  if (!file.error.empty()) {
    problems_.push_back({path, 1, 1, "cannot read the configuration: " + file.error, false});
    auto empty = std::make_unique<Config>();
    empty->path = path;
    return empty;
  }
  std::error_code error;
  chain_.push_back(fs::weakly_canonical(path, error).string());
  auto config = parse_config(path, std::move(file.text), folder, [&](const std::string& other, const auto& problem) {
    const std::string resolved = (fs::path(path).parent_path() / other).lexically_normal().string();
    const fs::path canonical = fs::weakly_canonical(resolved, error);
    std::string wrong = why_not(other, fs::absolute(path, error).parent_path(), canonical);
    if (wrong.empty() && std::count(chain_.begin(), chain_.end(), canonical.string())) {
      wrong = "a configuration cannot extend itself, be it by way of others";
    } else if (wrong.empty() && chain_.size() > kDeepestChain) {
      wrong = fmt::format("more than {} configurations extend one another", kDeepestChain);
    } else if (wrong.empty() && read_ >= kMostFiles) {
      wrong = fmt::format("more than {} configurations are extended", kMostFiles);
    } else if (wrong.empty()) {
      wrong = read_file(resolved).error;
    }
    if (wrong.empty()) return read(resolved, folder);
    problem(fmt::format("cannot extend '{}': {}", other, wrong));
    return std::unique_ptr<Config>();
  });
  chain_.pop_back();
  problems_.insert(problems_.end(), config->problems.begin(), config->problems.end());
  config->problems.clear();
  return config;
}

std::vector<ConfigProblem> Configs::problems() const {
  std::vector<ConfigProblem> all;
  // A file that several extend is read for each.
  std::set<std::tuple<std::string_view, uint32_t, uint32_t, std::string_view>> told;
  for (const ConfigProblem& problem : problems_) {
    if (told.emplace(problem.path, problem.line, problem.column, problem.message).second) all.push_back(problem);
  }
  return all;
}

}  // namespace plimsoll
