#include <filesystem>
#include <utility>
#include <vector>

#include "context.h"
#include "kustomization.h"

namespace plimsoll::kubernetes {
namespace {

namespace fs = std::filesystem;

// A scalar that is a path, and nothing else.
bool is_path(const Value& value) {
  return value.is_scalar() && !value.templated() && !value.string().empty() && value.string().size() < 1000 &&
         value.string().find('\n') == std::string_view::npos && !is_remote_resource(value.string());
}

class Checker {
 public:
  explicit Checker(Context& ctx) : ctx_(ctx), folder_(fs::path(ctx.source().path()).parent_path()) {}

  // `bases`: a folder has to be a kustomization.
  void list(const Value& values, bool bases) {
    for (const Value& value : values.items()) check(value, value.string(), bases);
  }
  void check(const Value& value, std::string_view written, bool bases) {
    if (!is_path(value)) return;
    std::error_code error;
    const fs::path path = folder_ / written;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
      missing_.emplace_back(value, written);
      return;
    }
    any_ = true;
    if (bases && fs::is_directory(status) && !has_kustomization(path)) {
      ctx_.report(value.span(), "the folder '{}' has no kustomization.yaml, so the kustomization cannot be built",
                  written);
    }
  }
  // Where nothing at all is there, the file was taken out of its folder.
  void finish() {
    if (!any_ && !missing_.empty()) any_ = has_neighbours();
    for (const auto& [value, written] : missing_) {
      if (any_) ctx_.report(value.span(), "there is no file '{}', so the kustomization cannot be built", written);
    }
  }

 private:
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
  std::vector<std::pair<Value, std::string_view>> missing_;
  bool any_ = false;
};

}  // namespace

extern constinit const Rule kustomization_resource_missing = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Document& document, Context& ctx) {
          std::error_code error;
          // What is not on disk has nothing beside it.
          if (!kustomization_of(document, ctx.source().path()) || !fs::exists(ctx.source().path(), error)) return;
          const Value root = document.value();
          Checker checker(ctx);
          for (std::string_view field : {"resources", "bases", "components"}) checker.list(root[field], true);
          for (std::string_view field : {"crds", "configurations", "patchesStrategicMerge"})
            checker.list(root[field], false);
          for (std::string_view field : {"patches", "patchesJson6902", "replacements"}) {
            for (const Value& item : root[field].items()) checker.check(item["path"], item["path"].string(), false);
          }
          checker.check(root["openapi"]["path"], root["openapi"]["path"].string(), false);
          for (std::string_view field : {"configMapGenerator", "secretGenerator"}) {
            for (const Value& generator : root[field].items()) {
              for (const Value& file : generator["files"].items()) {
                const std::string_view text = file.string();
                checker.check(file, text.substr(text.find('=') + 1), false);
              }
              checker.list(generator["envs"], false);
              checker.check(generator["env"], generator["env"].string(), false);
            }
          }
          checker.finish();
        },
};

}  // namespace plimsoll::kubernetes
