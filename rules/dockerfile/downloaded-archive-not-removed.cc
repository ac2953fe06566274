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

  void look_at(const Instruction& instruction) {
    if (instruction.keyword == Keyword::copy || instruction.keyword == Keyword::add) {
      for (LayerFile& file : files_of(static_cast<const Transfer&>(instruction))) add(std::move(file));
    } else if (instruction.keyword == Keyword::run) {
      run(static_cast<const Run&>(instruction));
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
  void add(LayerFile file) {
    if (!file.folder && is_archive_name(file.path)) files_.add(std::move(file));
  }

  void run(const Run& run) {
    const Mounted mounted(run);
    for (const shell::Script* script : run.scripts) {
      ScriptFolder folder(run);
      for (const shell::Command& command : script->commands) {
        for (const DeletedPath& gone : deletions_of(command, folder)) files_.take(gone.path);
        if (facts::table("layer-files")["consumers"].has(command.base)) use(command, folder);
        for (LayerFile& file : files_of(command, folder)) {
          if (!mounted.holds(file.path)) add(std::move(file));
        }
        folder.enter(command);
      }
    }
  }

  void use(const shell::Command& command, const ScriptFolder& folder) {
    for (const shell::Word& word : command.arguments) {
      const std::string path = folder.path_of(word);
      if (files_.find(path)) used_.insert(path);
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
          for (const Stage* each : from_root(stage)) {
            for (const Instruction* instruction : each->instructions) search.look_at(*instruction);
          }
          search.finish();
        },
};

}  // namespace plimsoll::dockerfile
