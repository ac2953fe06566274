#include "context.h"
#include "dockerfile/layer_files.h"

namespace plimsoll::dockerfile {
namespace {

// Follows a chain of stages: what each RUN deletes of what earlier instructions have put there.
class Search {
 public:
  explicit Search(Context& ctx) : ctx_(ctx) {}

  void follow(const LayerStep& step) {
    for (const LayerFile& file : step.copied) files_.add(file);
    LayerFiles own;  // of this instruction
    for (const LayerStep::Ran& ran : step.ran) {
      for (const DeletedPath& gone : ran.deleted) {
        own.take(gone.path);
        if (!step.mounted->holds(gone.path)) report(gone, files_.take(gone.path));
      }
      for (const LayerFile& file : ran.brought) own.add(file);
    }
    for (const auto& [path, file] : own.all()) files_.add(file);
  }

 private:
  void report(const DeletedPath& gone, const std::vector<LayerFile>& files) {
    if (files.empty()) return;
    const LayerFile& file = files.front();
    const bool big = file.folder || file.download || is_archive_name(file.path);
    ctx_.report(gone.word->span, "'{}' still takes space, for it is in the layer of an earlier {}", gone.word->text,
                name_of(file.by->keyword))
        .severity(big ? Severity::warning : Severity::info)
        .note(file.span, "it comes from here");
  }

  Context& ctx_;
  LayerFiles files_;  // of earlier instructions
};

}  // namespace

extern constinit const Rule file_deleted_in_later_layer = {
    .severity = Severity::warning,
    .group = Group::image_size,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || stage.windows) return;
          Search search(ctx);
          const auto steps = layer_steps(stage);
          for (const LayerStep& step : *steps) search.follow(step);
        },
};

}  // namespace plimsoll::dockerfile
