#include "context.h"
#include "dockerfile/ast.h"
#include "dockerfile/masked.h"
#include "dockerfile/shell_options.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Command;
using shell::Joint;

// "a; b" means the same as "a && b" as long as nothing fails, and no || behind would take the failure for its own.
bool can_be_and(const std::vector<Command>& commands, size_t i) {
  if (commands[i].depth > 0 || before(commands, i)->depth > 0) return false;
  for (size_t k = i + 1; k < commands.size() && commands[k].joint != Joint::sequence; ++k) {
    if (commands[k].joint == Joint::or_else || commands[k].joint == Joint::background) return false;
  }
  return true;
}

}  // namespace

extern constinit const Rule masked_command_failure = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"dockerfile_lint:no_ampersand_usage"},
    .check =
        [](const shell::Script& script, Context& ctx) {
          if (!script.instruction || script.instruction->keyword != Keyword::run || script.heredoc) return;
          OptionsInForce options(script);
          const Command* masked = nullptr;
          Span place;
          std::vector<Edit> edits;
          for (size_t i = 0; i < script.commands.size(); ++i) {
            const Command& command = script.commands[i];
            const bool errexit = options.at(command).errexit;
            if (errexit || ctx.source().text(command.joint_span) != ";") continue;
            const Command* failing = masked_by(script.commands, i);
            if (!failing) continue;
            if (!masked) {
              masked = failing;
              place = command.joint_span;
            }
            if (!can_be_and(script.commands, i)) continue;
            const char before = place.begin > 0 ? ctx.source().text()[command.joint_span.begin - 1] : ' ';
            edits.push_back(replace(command.joint_span, before == ' ' || before == '\t' ? "&&" : " &&"));
          }
          if (!masked) return;
          auto report =
              ctx.report(place, "the build goes on when '{}' fails; join commands with && or start with set -e",
                         masked->name.text);
          if (!edits.empty()) report.suggest("stop where a command fails", std::move(edits));
        },
};

}  // namespace plimsoll::dockerfile
