#include <algorithm>

#include "context.h"
#include "dockerfile/copied_files.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool names_file(const shell::Word& word, std::string_view file) {
  const std::string_view text = word.text;
  return file_name(text.substr(text.find('=') + 1)) == file;
}

// The RUN reads the file and needs it no more: it deletes it, or pip has read its list.
bool uses_up(const Instruction& run, std::string_view file) {
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      if (command.base == "rm" && std::any_of(command.arguments.begin(), command.arguments.end(),
                                              [&](const shell::Word& word) { return names_file(word, file); }))
        return true;
      const auto& install = command.install;
      if (install && install->manager == "pip" &&
          std::any_of(install->requirements.begin(), install->requirements.end(),
                      [&](const shell::Word* word) { return names_file(*word, file); }))
        return true;
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule context_bind_mount_suggested = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .profile = Profile::all,
    .check =
        [](const Stage& stage, Context& ctx) {
          for (size_t i = 0; i + 1 < stage.instructions.size(); ++i) {
            const Transfer* copy = local_copy(*stage.instructions[i]);
            const Instruction& next = *stage.instructions[i + 1];
            if (!copy || copy->sources.size() != 1 || next.keyword != Keyword::run) continue;
            const std::string_view file = file_name(copy->sources[0].text);
            if (file.find_first_of("*?[$\"") != file.npos || file.find('.', 1) == file.npos || !uses_up(next, file))
              continue;
            ctx.report(copy->sources[0].span,
                       "only the next RUN reads '{}'; --mount=type=bind there needs no layer for it", file);
          }
        },
};

}  // namespace plimsoll::dockerfile
