#include <set>

#include "context.h"
#include "dockerfile/layer_files.h"
#include "dockerfile/syntax.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

class Search {
 public:
  explicit Search(Context& ctx) : ctx_(ctx) {}

  void follow(const LayerStep& step) {
    for (const LayerFile& file : step.copied) files_.add(file);
    own_ = {};
    for (const LayerStep::Ran& ran : step.ran) follow(ran, *step.mounted);
    for (const auto& [path, file] : own_.all()) {
      if (file.by) files_.add(file);
    }
    last_ = step.instruction;
  }

 private:
  void follow(const LayerStep::Ran& ran, const Mounted& mounted) {
    for (const DeletedPath& gone : ran.deleted) {
      files_.take(gone.path);
      own_.take(gone.path);
    }
    for (const LayerFile& file : ran.brought) own_.add(file);
    const shell::Command& command = *ran.command;
    if (command.base == "mkdir") {
      for (const shell::Word* word : command.operands()) {
        if (std::string path = ran.folder->path_of(*word); !path.empty()) {
          made_.insert(path);
          own_.add({std::move(path), true});
        }
      }
    }
    if (changes_all(command)) look_at(command, *ran.folder, mounted);
  }

  static bool changes_all(const shell::Command& command) {
    if (command.base == "chown" || command.base == "chgrp" || command.base == "chmod")
      return command.has_flag({"-R", "--recursive"});
    if (command.base != "find") return false;
    bool runs = false;
    for (const shell::Word& word : command.arguments) {
      if (runs && (word.text == "chown" || word.text == "chmod")) return true;
      runs = word.text == "-exec" || word.text == "-execdir";
    }
    return false;
  }

  void look_at(const shell::Command& command, const ScriptFolder& folder, const Mounted& mounted) {
    auto operands = command.operands();
    if (command.base == "find") {
      if (!operands.empty()) operands.resize(1);
    } else if (!command.has_flag({"--reference"}) && !operands.empty()) {
      operands.erase(operands.begin());
    }
    for (const shell::Word* operand : operands) {
      const std::string path = folder.path_of(*operand);
      if (path.empty() || path == "/" || mounted.holds(path) || own_.find(path)) continue;
      auto found = files_.around(path);
      // A folder that mkdir has made holds nothing of what was copied beside it.
      if (made_.contains(path))
        std::erase_if(found, [&](const LayerFile* file) { return file->path.size() < path.size(); });
      if (found.empty()) continue;
      const bool copied = found[0]->by->keyword != Keyword::run;
      const std::string_view flag = command.base == "chmod" ? "use its --chmod" : "use its --chown";
      auto report = ctx_.report(command.span, "this layer stores the files of an earlier {} a second time; {}",
                                name_of(found[0]->by->keyword),
                                copied ? flag : std::string_view("do it in the RUN that brings them"));
      report.note(found[0]->span, "they come from here");
      if (!found[0]->folder) report.severity(Severity::info);
      fix(command, path, *found[0], operands.size(), report);
      return;
    }
  }

  // The COPY in front of a RUN that does nothing else takes owner or mode itself.
  void fix(const shell::Command& command, const std::string& path, const LayerFile& file, size_t paths,
           Report& report) {
    const Instruction& run = *command.script->instruction;
    const bool alone = command.script->commands.size() == 1 && !command.script->exec_form && run.flags.empty() &&
                       command.span == run.arguments_span() && paths == 1 && command.arguments.size() == 3;
    if (!alone || file.by != last_ || file.by->keyword == Keyword::run || file.path != path) return;
    const shell::Word& value = command.arguments[1];
    const bool mode = command.base == "chmod";
    if (command.base == "chgrp" || !value.literal || file.by->flag(mode ? "chmod" : "chown")) return;
    if (mode && value.text.find_first_not_of("01234567") != value.text.npos) return;
    const std::string_view between = ctx_.source().text({file.by->whole.end, run.span.begin});
    if (between.find_first_not_of(" \t\r\n") != between.npos) return;
    report.suggest(fmt::format("give {} the {}", name_of(file.by->keyword), mode ? "mode" : "owner"),
                   {insert_after(file.by->name.span, fmt::format(" --{}={}", command.base, value.text)),
                    remove({file.by->whole.end, run.span.end})});
  }

  Context& ctx_;
  LayerFiles files_;  // of earlier instructions
  LayerFiles own_;    // of this one
  std::set<std::string> made_;
  const Instruction* last_ = nullptr;
};

}  // namespace

extern constinit const Rule recursive_chown_in_separate_layer = {
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
