#include "context.h"
#include "dockerfile/layer_files.h"

namespace plimsoll::dockerfile {
namespace {

// Follows a chain of stages: what each RUN deletes of what earlier instructions have put there.
class Search {
 public:
  explicit Search(Context& ctx) : ctx_(ctx) {}

  void copied(LayerFile file) { files_.add(std::move(file)); }

  void ran(const shell::Command& command, const ScriptFolder& folder, const Mounted& mounted) {
    for (const DeletedPath& gone : deletions_of(command, folder)) {
      own_.take(gone.path);
      if (!mounted.holds(gone.path)) report(gone, files_.take(gone.path));
    }
    for (LayerFile& file : files_of(command, folder)) {
      if (!mounted.holds(file.path)) own_.add(std::move(file));
    }
  }

  void ended(const Instruction&) {
    for (const auto& [path, file] : own_.all()) files_.add(file);
    own_ = {};
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
  LayerFiles own_;    // of this one
};

}  // namespace

extern constinit const Rule file_deleted_in_later_layer = {
    .severity = Severity::warning,
    .group = Group::image_size,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || stage.windows) return;
          Search search(ctx);
          follow_layers(stage, search);
        },
};

}  // namespace plimsoll::dockerfile
