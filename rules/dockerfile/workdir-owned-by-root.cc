#include <algorithm>
#include <string>

#include "context.h"
#include "dockerfile/transfers.h"
#include "dockerfile/users.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

// The command makes files in the folder where it runs.
bool writes_here(const shell::Command& command) {
  const std::string& base = command.base;
  if (base == "npm")
    return (command.is("npm", {"install"}) || command.is("npm", {"ci"}) || command.is("npm", {"i"})) &&
           !command.has_flag({"-g", "--global", "--prefix", "-C"});
  if (base == "yarn") return command.operands().empty() || command.is("yarn", {"install"});
  if (base == "pnpm") return command.is("pnpm", {"install"}) && !command.has_flag({"-g", "--global"});
  if (base == "composer") return command.is("composer", {"install"}) && !command.has_flag({"-d", "--working-dir"});
  if (base != "touch" && base != "mkdir") return false;
  const auto operands = command.operands();
  return std::any_of(operands.begin(), operands.end(), [](const shell::Word* word) {
    return word->literal && !word->text.starts_with('/') && !word->text.starts_with('~') &&
           !word->text.starts_with("../");
  });
}

bool leaves_folder_or_owner(const shell::Command& command) {
  const std::string& base = command.base;
  return base == "cd" || base == "pushd" || base == "chown" || base == "chmod" || base == "install" ||
         base == "setfacl" || base.empty() || base.ends_with(".sh");
}

bool is_normal(const Setting& user) {
  return user.set_by && user.text.known && !user.text.value.empty() && !is_root(split_user(user.text.value).user);
}

}  // namespace

extern constinit const Rule workdir_owned_by_root = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (stage.windows || !stage.from || (stage.root->image.official_name().empty() && !stage.root->scratch))
            return;
          const Workdir* made = nullptr;  // by root, and no other has been given it
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword == Keyword::workdir) {
              const auto& workdir = static_cast<const Workdir&>(*instruction);
              const Setting& user = workdir.model->user_at(workdir);
              const Text path = workdir.path ? workdir.model->expand(workdir.path->text, workdir) : Text();
              const bool private_place = path.value.starts_with("/tmp") || path.value.starts_with("/var/tmp");
              const bool root = !user.set_by && !is_unprivileged(stage.root->image);
              const bool as_root =
                  root || (user.set_by && user.text.known && is_root(split_user(user.text.value).user));
              made = as_root && path.known && path.value.starts_with('/') && !private_place ? &workdir : nullptr;
              continue;
            }
            if (!made || instruction->keyword != Keyword::run) continue;
            const auto& run = static_cast<const Run&>(*instruction);
            const Setting& user = run.model->user_at(run);
            const std::string home = "/home/" + std::string(split_user(user.text.value).user);
            const bool normal = is_normal(user) && !is_below(clean_path(made->path->text), home) && run.mounts.empty();
            for (const shell::Script* script : run.scripts) {
              for (const shell::Command& command : script->commands) {
                if (made && normal && writes_here(command)) {
                  ctx.report(made->path->span,
                             "root owns this folder, and '{}', who works there below, cannot write to it",
                             user.text.value)
                      .note(command.span, "this writes there");
                  made = nullptr;
                } else if (leaves_folder_or_owner(command)) {
                  made = nullptr;
                }
                if (!made) break;
              }
              if (!made) break;
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
