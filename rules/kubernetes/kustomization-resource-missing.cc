#include <filesystem>
#include <map>
#include <set>
#include <unordered_set>
#include <vector>

#include "context.h"
#include "kubernetes/run_facts.h"
#include "kustomization.h"
#include "project.h"

namespace plimsoll::kubernetes {
namespace {

namespace fs = std::filesystem;

constexpr size_t kLongestPath = 1000;
// Of files, in one message.
constexpr size_t kMostNames = 5;

// A scalar that is a path; a patch or transformer may also be written out in its place.
bool is_path(const Value& value) {
  return value.is_scalar() && !value.templated() && !value.string().empty() && value.string().size() < kLongestPath &&
         value.string().find_first_of("\n{[") == std::string_view::npos && !is_remote_resource(value.string());
}

class Checker {
 public:
  explicit Checker(Context& ctx) : ctx_(ctx), folder_(fs::path(ctx.source().path()).parent_path()) {}

  void check(const Value& root) {
    for (std::string_view field : {"resources", "bases", "components"}) list(root[field], Folder::kustomization);
    for (std::string_view field : {"generators", "transformers", "validators"}) list(root[field], Folder::any);
    for (std::string_view field : {"crds", "configurations", "patchesStrategicMerge"}) list(root[field], Folder::none);
    for (std::string_view field : {"patches", "patchesJson6902", "replacements"}) {
      for (const Value& item : root[field].items()) file(item["path"]);
    }
    file(root["openapi"]["path"]);
    for (std::string_view field : {"configMapGenerator", "secretGenerator"}) {
      for (const Value& generator : root[field].items()) check_generator(generator);
    }
    for (const Value& chart : root["helmCharts"].items()) {
      file(chart["valuesFile"]);
      list(chart["additionalValuesFiles"], Folder::none);
    }
    finish();
  }

 private:
  // What a folder has to be where a path is one.
  enum class Folder { none, any, kustomization };

  struct Missing {
    Value value;
    std::string_view written, what;
  };

  void check_generator(const Value& generator) {
    for (const Value& named : generator["files"].items()) {
      const std::string_view text = named.string();
      check(named, text.substr(text.find('=') + 1), Folder::none);
    }
    list(generator["envs"], Folder::none);
    file(generator["env"]);
  }

  void list(const Value& values, Folder folder) {
    for (const Value& value : values.items()) check(value, value.string(), folder);
  }
  void file(const Value& value) { check(value, value.string(), Folder::none); }

  void check(const Value& value, std::string_view written, Folder folder) {
    if (!is_path(value) || written.empty()) return;
    std::error_code error;
    const fs::path path = folder_ / written;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
      const bool maybe_folder = folder != Folder::none && path.extension().empty();
      missing_.push_back({value, written, maybe_folder ? "file or folder" : "file"});
      return;
    }
    any_ = true;
    if (!fs::is_directory(status)) return;
    if (folder == Folder::kustomization && !has_kustomization(path)) {
      ctx_.report(value.span(), "the folder '{}' has no kustomization.yaml, so the kustomization cannot be built",
                  written);
    } else if (folder == Folder::none) {
      ctx_.report(value.span(), "'{}' is a folder where a file is wanted, so the kustomization cannot be built",
                  written);
    }
  }

  // Where nothing at all is there, the file was perhaps taken out of its folder.
  void finish() {
    if (missing_.empty()) return;
    const bool at_home = any_ || !ctx_.unasked() || has_neighbours();
    for (const Missing& missing : missing_) {
      Report report = ctx_.report(missing.value.span(), "there is no {} '{}', so the kustomization cannot be built",
                                  missing.what, missing.written);
      if (!at_home) report.unless(std::string(kPartialRunFact));
    }
  }

  // It stands in a folder of its own, with other manifests.
  bool has_neighbours() const {
    if (!is_kustomization_name(ctx_.source().path())) return false;
    std::error_code error;
    for (fs::directory_iterator entry(folder_.empty() ? fs::path(".") : folder_, error), end; !error && entry != end;
         entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      if (!is_kustomization_name(name) && (name.ends_with(".yaml") || name.ends_with(".yml"))) return true;
    }
    return false;
  }
  static bool has_kustomization(const fs::path& folder) {
    std::error_code error;
    for (const char* name : {"kustomization.yaml", "kustomization.yml", "Kustomization"}) {
      if (fs::exists(folder / name, error)) return true;
    }
    return false;
  }

  Context& ctx_;
  fs::path folder_;
  std::vector<Missing> missing_;
  bool any_ = false;
};

// By folder: the names of files with objects of the API server that no kustomization of the run names.
std::map<std::string, std::set<std::string>> unlisted_files(const Project& project) {
  std::unordered_set<std::string_view> named;
  for (const Kustomization& kustomization : project.kustomizations) {
    for (const auto* list : {&kustomization.resources, &kustomization.patches, &kustomization.others})
      named.insert(list->begin(), list->end());
  }
  std::map<std::string, std::set<std::string>> unlisted;
  for (const auto* objects : {&project.objects, &project.patches}) {
    for (const ObjectSummary& object : *objects) {
      if (!is_built_in_group(object.group) || object.hook) continue;
      const fs::path path = fs::path(project.path_of(object)).lexically_normal();
      if (!named.contains(path.generic_string()) && !is_kustomization_name(path.generic_string()))
        unlisted[path.parent_path().generic_string()].insert(path.filename().string());
    }
  }
  return unlisted;
}

std::string in_words(const std::set<std::string>& files) {
  if (files.size() == 1)
    return fmt::format("the manifest '{}' stands beside it, but no list names it, so it is not applied",
                       *files.begin());
  std::string names;
  size_t shown = 0;
  for (const std::string& file : files) {
    if (++shown > kMostNames) break;
    names.append(shown > 1 ? ", '" : "'").append(file) += '\'';
  }
  return fmt::format("{} manifests stand beside it, but no list names them, so they are not applied: {}{}",
                     files.size(), names, files.size() > kMostNames ? " and others" : "");
}

void report_unlisted(const Project& project, Context& ctx) {
  const auto unlisted = unlisted_files(project);
  for (const Kustomization& kustomization : project.kustomizations) {
    const auto files = unlisted.find(kustomization.folder);
    if (files == unlisted.end() || kustomization.open || kustomization.list_place.empty()) continue;
    ctx.report(project.at(kustomization, kustomization.list_place), "{}", in_words(files->second))
        .severity(Severity::info);
  }
}

}  // namespace

extern constinit const Rule kustomization_resource_missing = {
    .severity = Severity::error,
    .group = Group::references,
    .check = {[](const Document& document, Context& ctx) {
                std::error_code error;
                // What is not on disk has nothing beside it.
                if (is_kustomization(document, ctx.source().path()) && fs::exists(ctx.source().path(), error))
                  Checker(ctx).check(document.value());
              },
              [](const Project& project, Context& ctx) { report_unlisted(project, ctx); }},
};

}  // namespace plimsoll::kubernetes
