#include <algorithm>

#include "context.h"
#include "dockerfile/ast.h"
#include "dockerfile/words.h"
#include "facts/facts.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {
namespace {

enum class Effect { none, shows, some };

Effect effect_of(const shell::Command& command, Fact facts) {
  const bool writes =
      std::any_of(command.redirects.begin(), command.redirects.end(), [](const shell::Redirect& redirect) {
        return redirect.op.find('>') != std::string::npos && redirect.op.find('&') == std::string::npos &&
               !redirect.target.text.starts_with("/dev/");
      });
  if (writes || command.pipeline_length > 1 || !command.wrappers.empty()) return Effect::some;
  if (facts["nothing"].has(command.base)) return Effect::none;
  if (facts["shows"].has(command.base))
    return command.base == "date" && !command.arguments.empty() ? Effect::some : Effect::shows;
  if (command.base.empty() || command.arguments.size() != 1) return Effect::some;
  return facts["version-flags"].has(command.arguments[0].text) ? Effect::shows : Effect::some;
}

bool is_comments(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = trim(text.substr(0, text.find('\n')));
    if (!line.empty() && line[0] != '#') return false;
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  return true;
}

}  // namespace

extern constinit const Rule empty_run = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .check =
        [](const Run& run, Context& ctx) {
          const bool bare = !run.command.exec_form && run.arguments.empty() && run.heredocs.empty();
          if (run.scripts.empty() && !bare) return;
          const Fact facts = facts::table("do-nothing-commands");
          Effect most = Effect::none;
          for (const shell::Script* script : run.scripts) {
            if (!script->errors.empty()) return;
            if (script->commands.empty() && !is_comments(script->text.text())) return;
            for (const shell::Command& command : script->commands) {
              most = std::max(most, effect_of(command, facts));
              if (most == Effect::some) return;
            }
          }
          ctx.report(run.name.span, "this RUN {}, so it makes an empty layer",
                     most == Effect::none ? "does nothing" : "only shows something in the log of the build");
        },
};

}  // namespace plimsoll::dockerfile
