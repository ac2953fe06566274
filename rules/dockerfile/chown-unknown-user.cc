#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/syntax.h"
#include "dockerfile/users.h"

namespace plimsoll::dockerfile {
namespace {

void check_owner(std::string_view owner, Span place, const Stage& stage, Context& ctx) {
  const UserSpec spec = split_user(owner);
  if ((spec.user.empty() || is_number(spec.user) || is_root(spec.user)) &&
      (spec.group.empty() || is_number(spec.group)))
    return;
  const auto users = users_of(stage);
  const bool user = users->lacks_user(spec.user, place.begin), group = users->lacks_group(spec.group, place.begin);
  if (!user && !group) return;
  const std::string_view name = user ? spec.user : spec.group;
  const NewUser* later = users->find(name, !user);
  Report report = ctx.report(place, "the {} '{}' does not exist{}", user ? "user" : "group", name, later ? " yet" : "");
  if (later) report.note(later->command->span, "it is created here");
}

void check_flag(const Instruction& instruction, const Stage& stage, Context& ctx) {
  const Flag* flag = instruction.flag("chown");
  if (!flag || !flag->value) return;
  const Text owner = instruction.model->expand(flag->value->text, instruction);
  if (owner.known) check_owner(owner.value, flag->value->span, stage, ctx);
}

void check_command(const shell::Command& chown, const Instruction& run, const Stage& stage, Context& ctx) {
  if (chown.base != "chown" || chown.in_substitution || chown.flag_value({"--reference"}, nullptr)) return;
  const auto operands = chown.operands();
  if (operands.size() < 2) return;
  const auto owner = text_at(*operands[0], run);
  if (owner && owner->find('.') == owner->npos) check_owner(*owner, operands[0]->span, stage, ctx);
}

}  // namespace

extern constinit const Rule chown_unknown_user = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          // The final stage speaks for its whole chain; stages below others are left to those that nothing is built on.
          if (!stage.final && (stage.shipped || stage.parent)) return;
          for (const Stage* each : chain_of(stage)) {
            for (const Instruction* instruction : each->instructions) {
              check_flag(*instruction, stage, ctx);
              if (instruction->keyword != Keyword::run) continue;
              for (const shell::Script* script : instruction->scripts) {
                for (const shell::Command& command : script->commands) check_command(command, *instruction, stage, ctx);
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
