#include <set>

#include "context.h"
#include "dockerfile/layer_files.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

// Follows a chain of stages: archives that come, are used, and stay.
class Search {
 public:
  explicit Search(Context& ctx) : ctx_(ctx) {}

  void follow(const LayerStep& step) {
    for (const LayerFile& file : step.copied) add(file);
    for (const LayerStep::Ran& ran : step.ran) {
      for (const DeletedPath& gone : ran.deleted) files_.take(gone.path);
      if (!files_.all().empty()) use(ran);
      for (const LayerFile& file : ran.brought) add(file);
    }
  }

  void finish() {
    for (const auto& [path, file] : files_.all()) {
      if (!used_.contains(path)) continue;
      const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
      if (file.by->keyword == Keyword::run) {
        ctx_.report(file.span, "'{}' is used and never deleted; remove it in this RUN", name);
      } else {
        ctx_.report(file.span, "'{}' stays in this layer; RUN --mount=type=bind can use it without a copy", name);
      }
    }
  }

 private:
  void add(const LayerFile& file) {
    if (!file.folder && is_archive_name(file.path)) files_.add(file);
  }

  void use(const LayerStep::Ran& ran) {
    static const Fact consumers = facts::table("layer-files")["consumers"];
    if (!consumers.has(ran.command->base)) return;
    for (const shell::Word& word : ran.command->arguments) {
      std::string path = ran.folder->path_of(word);
      if (files_.find(path)) used_.insert(std::move(path));
    }
  }

  Context& ctx_;
  LayerFiles files_;
  std::set<std::string, std::less<>> used_;
};

}  // namespace

extern constinit const Rule downloaded_archive_not_removed = {
    .severity = Severity::info,
    .group = Group::image_size,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || stage.windows) return;
          Search search(ctx);
          const auto steps = layer_steps(stage);
          for (const LayerStep& step : *steps) search.follow(step);
          search.finish();
        },
};

}  // namespace plimsoll::dockerfile
