#include "context.h"
#include "dockerfile/copied_files.h"
#include "dockerfile/packages.h"
#include "shell/install.h"
#include "shell/pins.h"

namespace plimsoll::dockerfile {
namespace {

bool is_local(std::string_view path, bool get) {
  if (path.empty() || path[0] == '.' || path[0] == '/' || path.ends_with(".go") || path.starts_with("tool"))
    return true;
  return !get && path.substr(0, path.find('/')).find('.') == path.npos;
}

}  // namespace

extern constinit const Rule unpinned_go_install = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3062"},
    .programs = {"go"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          if (!run_of(*call.command)) return;
          const bool run =
              call.action == shell::Action::none && !call.operands.empty() && call.operands[0]->text == "run";
          if (call.action != shell::Action::install && !run) return;
          const bool get = ctx.source().text(call.subcommand) == "get";
          std::vector<const shell::Word*> words(call.operands.begin() + (run ? 1 : 0), call.operands.end());
          // What follows goes to the program.
          if (run && words.size() > 1) words.resize(1);
          for (const shell::Word* word : words) {
            const std::string_view text = word->text;
            const size_t at = text.find('@');
            if (shell::is_open(*word) || is_local(text.substr(0, at), get)) continue;
            if (at == text.npos) {
              // go.mod tells the version.
              if (!get && may_have(*call.command->script->instruction, {"go.mod"})) continue;
              ctx.report(word->span, "'{}' has no version, so each build may get another one", text);
            } else if (const std::string_view version = text.substr(at + 1);
                       version == "none" || shell::is_moving_tag(version)) {
              ctx.report(word->span, "'{}' is another version with time; name one", text);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
