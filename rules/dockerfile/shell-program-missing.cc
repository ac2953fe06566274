#include <algorithm>

#include "context.h"
#include "dockerfile/base_programs.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {
namespace {

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// The first word of an array, if it is that program.
const MappedText* calls(const CommandLine& line, std::string_view program) {
  return line.exec_form && !line.exec.empty() && file_name(line.exec[0].text()) == program ? &line.exec[0] : nullptr;
}

// Some command or array of the file calls it.
bool is_called(const File& file, std::string_view program) {
  return std::any_of(file.instructions.begin(), file.instructions.end(), [&](const auto& instruction) {
    const CommandLine* line = command_line_of(*instruction);
    if (instruction->keyword == Keyword::shell) line = &static_cast<const Shell&>(*instruction).command;
    if (line && calls(*line, program)) return true;
    return std::any_of(instruction->scripts.begin(), instruction->scripts.end(), [&](const shell::Script* script) {
      return std::any_of(script->commands.begin(), script->commands.end(),
                         [&](const shell::Command& command) { return command.base == program; });
    });
  });
}

// Whether an image has one shell, from step to step.
class Watch {
 public:
  Watch(std::string_view program, Fact fact, Context& ctx) : program_(program), fact_(fact), ctx_(ctx) {}

  // Says whether the stage has the shell in the end.
  bool stage(const Stage& stage, bool present) {
    present_ = present;
    for (const Instruction* instruction : stage.instructions) {
      if (instruction->keyword == Keyword::run) run(*instruction);
      if (instruction->keyword == Keyword::copy || instruction->keyword == Keyword::add)
        present_ = present_ || may_bring(static_cast<const Transfer&>(*instruction), fact_);
      if (instruction->keyword == Keyword::shell) array(static_cast<const Shell&>(*instruction).command);
    }
    for (const Instruction* instruction : stage.instructions) {
      if (instruction->keyword == Keyword::cmd || instruction->keyword == Keyword::entrypoint)
        array(*command_line_of(*instruction));
    }
    return present_;
  }

 private:
  void run(const Instruction& run) {
    for (const shell::Script* script : run.scripts) {
      present_ = present_ || !script->errors.empty();
      for (const shell::Command& command : script->commands) {
        if (present_) return;
        if (command.base == program_ && !command.conditional) report(command.name.span);
        present_ = may_bring(command, fact_);
      }
    }
  }

  void array(const CommandLine& line) {
    const MappedText* word = present_ ? nullptr : calls(line, program_);
    if (word) report(word->span(0, word->text().size()));
  }

  void report(Span span) { ctx_.report(span, "the base image has no '{}', and nothing before installs it", program_); }

  std::string_view program_;
  Fact fact_;
  Context& ctx_;
  bool present_ = false;
};

}  // namespace

extern constinit const Rule shell_program_missing = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const File& file, Context& ctx) {
          static const Fact shells = facts::table("missing-programs")["shells"];
          for (const auto& [program, fact] : shells.entries()) {
            if (!file.model->may_mention(program) || !is_called(file, program)) continue;
            Watch watch(program, fact, ctx);
            std::vector<bool> present;
            for (const auto& stage : file.model->stages()) {
              const bool before = stage->parent ? present[stage->parent->index] : !base_lacks(*stage, fact);
              present.push_back(watch.stage(*stage, before));
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
