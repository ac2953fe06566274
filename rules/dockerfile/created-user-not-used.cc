#include <algorithm>
#include <string>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/ports.h"
#include "dockerfile/syntax.h"
#include "dockerfile/users.h"
#include "facts/facts.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

bool switches_user(const shell::Script& script) {
  return std::any_of(script.commands.begin(), script.commands.end(), [](const shell::Command& command) {
    const auto switches = [](std::string_view name) { return name == "su" || name == "runuser" || name == "sudo"; };
    return switches(command.base) || std::any_of(command.wrappers.begin(), command.wrappers.end(),
                                                 [&](const shell::Word& word) { return switches(word.text); });
  });
}

// What starts is known, and neither a script that may change the user nor a server that does so by itself.
bool stays_root(const Stage& stage) {
  if (drops_rights(stage) || is_unprivileged(stage.root->image)) return false;
  const shell::Command* start = start_of(stage);
  if (!start || start->base.empty() || start->base.ends_with(".sh")) return false;
  const Fact words = facts::table("user-switchers");
  if (words["images"].has(stage.root->image.official_name())) return false;
  if (switches_user(*start->script)) return false;
  return !words["programs"].has(start->base) && start->base.find("entrypoint") == std::string::npos;
}

}  // namespace

extern constinit const Rule created_user_not_used = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:DS-0002", "trivy:AVD-DS-0002", "trivy:DS002", "trivy:least-privilege-user",
                "trivy:docker-least-privilege-user", "checkov:CKV_DOCKER_3", "kics:Missing User Instruction",
                "kics:fd54f200-402c-4333-a5a4-36ef6709af2f"},
    .replaces = {"missing-user"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || stage.user.set_by || stage.windows || !stage.from || !stage.from->image ||
              !stays_root(stage))
            return;
          const NewUser* created = nullptr;
          const auto users = users_of(stage);
          for (const NewUser& user : users->created()) {
            if (!user.group && !user.name.empty()) created = &user;
          }
          if (created) {
            Report report = ctx.report(created->command->name.span,
                                       "the user '{}' is created, but the image runs as root", created->name);
            report.covers(join(stage.from->image->span, created->command->span));
            const auto edit = is_number(created->id) ? user_before_start(stage, created->id) : std::nullopt;
            if (edit && privileged_ports(stage).empty())
              report.suggest(fmt::format("run as '{}'", created->name), *edit);
            return;
          }
          for (const Instruction* instruction : stage.instructions) {
            const Flag* chown = instruction->flag("chown");
            if (!chown) continue;
            const std::string owner = value_of(*chown);
            const std::string_view name = split_user(owner).user;
            if (is_root(name) || !users->base_has(name, false) || name != stage.root->image.official_name()) continue;
            ctx.report(chown->word.span, "files belong to '{}', but the image runs as root", name)
                .covers(join(stage.from->image->span, chown->word.span));
            return;
          }
        },
};

}  // namespace plimsoll::dockerfile
