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

  void copied(LayerFile file) {
    if (!file.folder && is_archive_name(file.path)) files_.add(std::move(file));
  }

  void ran(const shell::Command& command, const ScriptFolder& folder, const Mounted& mounted) {
    for (const DeletedPath& gone : deletions_of(command, folder)) files_.take(gone.path);
    if (facts::table("layer-files")["consumers"].has(command.base)) {
      for (const shell::Word& word : command.arguments) {
        std::string path = folder.path_of(word);
        if (files_.find(path)) used_.insert(std::move(path));
      }
    }
    for (LayerFile& file : files_of(command, folder)) {
      if (!mounted.holds(file.path)) copied(std::move(file));
    }
  }

  void ended(const Instruction&) {}

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
          follow_layers(stage, search);
          search.finish();
        },
};

}  // namespace plimsoll::dockerfile
