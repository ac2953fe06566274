#include "context.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

void check_transfer(const Transfer& transfer, Context& ctx) {
  if (transfer.destination) {
    const std::string_view text = transfer.destination->text;
    for (const Heredoc& heredoc : transfer.heredocs) {
      if (heredoc.marker.text == text) ctx.report(heredoc.marker.span, "a heredoc cannot be the destination");
    }
  } else if (!transfer.arguments.empty()) {
    ctx.report(transfer.name.span, "{} has a source but no destination", name_of(transfer.keyword));
  }
}

void check_pair(const Instruction& instruction, const std::vector<KeyValue>& pairs, Context& ctx) {
  if (pairs.size() != 1 || pairs[0].value) return;
  ctx.report(instruction.name.span, "{} has a name but no value", name_of(instruction.keyword));
}

}  // namespace

extern constinit const Rule missing_instruction_argument = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "buildkit-error:requires at least one argument",
                "buildkit-error:requires exactly one argument", "buildkit-error:requires at least two arguments",
                "dockerfilelint:required_params", "dockerfilelint:missing_args", "dockerfile-ls:ARGUMENT_MISSING",
                "dockerfile-ls:ARGUMENT_REQUIRES_ONE", "dockerfile-ls:ARGUMENT_REQUIRES_AT_LEAST_ONE",
                "dockerfile-ls:ARGUMENT_REQUIRES_TWO", "dockerfile-ls:ARGUMENT_REQUIRES_AT_LEAST_TWO",
                "dockerfile-ls:HEALTHCHECK_CMD_ARGUMENT_MISSING", "dockerfile-ls:SYNTAX_MISSING_NAMES",
                "dockerfile-ls:SHELL_REQUIRES_ONE"},
    .check = {[](const Instruction& instruction, Context& ctx) {
                if (needs_argument(instruction.keyword) && instruction.arguments.empty()) {
                  ctx.report(instruction.name.span, "{} has no argument", name_of(instruction.keyword));
                }
              },
              [](const Copy& copy, Context& ctx) { check_transfer(copy, ctx); },
              [](const Add& add, Context& ctx) { check_transfer(add, ctx); },
              [](const Env& env, Context& ctx) { check_pair(env, env.pairs, ctx); },
              [](const Label& label, Context& ctx) { check_pair(label, label.pairs, ctx); },
              [](const Volume& volume, Context& ctx) {
                if (volume.paths.empty() && !volume.arguments.empty())
                  ctx.report(volume.name.span, "VOLUME has no path");
                for (const Word& path : volume.paths) {
                  if (path.text.find_first_not_of(" \t") == path.text.npos)
                    ctx.report(path.span, "VOLUME has an empty path");
                }
              },
              [](const Healthcheck& healthcheck, Context& ctx) {
                if (!healthcheck.type || healthcheck.none) return;
                const CommandLine& command = healthcheck.command;
                if (command.exec_form ? !command.exec.empty() : !command.text.empty()) return;
                if (keyword_of(healthcheck.type->text) != Keyword::cmd) return;
                ctx.report(healthcheck.type->span, "HEALTHCHECK CMD has no command");
              }},
};

}  // namespace plimsoll::dockerfile
