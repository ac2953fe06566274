#include "context.h"
#include "dockerfile/layer_files.h"

namespace plimsoll::dockerfile {
namespace {

// Follows a chain of stages: what each RUN deletes of what earlier instructions have put there.
class Search {
 public:
  explicit Search(Context& ctx) : ctx_(ctx) {}

  void look_at(const Instruction& instruction) {
    if (instruction.keyword == Keyword::copy || instruction.keyword == Keyword::add) {
      for (LayerFile& file : files_of(static_cast<const Transfer&>(instruction))) files_.add(std::move(file));
    } else if (instruction.keyword == Keyword::run) {
      run(static_cast<const Run&>(instruction));
    }
  }

 private:
  void run(const Run& run) {
    const Mounted mounted(run);
    LayerFiles own;
    for (const shell::Script* script : run.scripts) {
      ScriptFolder folder(run);
      for (const shell::Command& command : script->commands) {
        for (const DeletedPath& gone : deletions_of(command, folder)) {
          own.take(gone.path);
          if (!mounted.holds(gone.path)) report(gone, files_.take(gone.path));
        }
        for (LayerFile& file : files_of(command, folder)) {
          if (!mounted.holds(file.path)) own.add(std::move(file));
        }
        folder.enter(command);
      }
    }
    for (const auto& [path, file] : own.all()) files_.add(file);
  }

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
  LayerFiles files_;
};

}  // namespace

extern constinit const Rule file_deleted_in_later_layer = {
    .severity = Severity::warning,
    .group = Group::image_size,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || stage.windows) return;
          Search search(ctx);
          for (const Stage* each : from_root(stage)) {
            for (const Instruction* instruction : each->instructions) search.look_at(*instruction);
          }
        },
};

}  // namespace plimsoll::dockerfile
