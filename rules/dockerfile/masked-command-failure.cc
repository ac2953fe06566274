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

// The ";" or line break between the last command of a loop and its "done": the next round forgets its failure.
Span end_of_loop(const Command& command, const Source& source) {
  if (!command.conditional || command.depth == 0) return {};
  const std::string_view rest = source.text().substr(command.span.end);
  size_t word = rest.find_first_not_of(" \t\r\n\\;");
  if (word == rest.npos || rest.substr(word, 4) != "done" || rest.find(';') > word) return {};
  const auto at = command.span.end + static_cast<uint32_t>(rest.find(';'));
  return {at, at + 1};
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
            if (options.at(command).errexit) continue;
            if (const Span end = end_of_loop(command, ctx.source()); !end.empty() && !masked) {
              if (const Command* install = install_before(script.commands, &command)) {
                ctx.report(end, "the loop goes on when '{}' fails; end its body with '|| exit 1' or start with set -e",
                           install->name.text);
              }
            }
            if (ctx.source().text(command.joint_span) != ";") continue;
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
