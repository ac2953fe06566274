#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {
namespace {

void check_second_word(const Instruction& instruction, const Word& all, std::string_view message, Context& ctx) {
  // Blanks in quotes or braces may be part of the word.
  if (all.text.find_first_of("\"'{\\`") != all.text.npos) return;
  const size_t blank = all.text.find_first_of(" \t");
  if (blank == all.text.npos) return;
  const size_t begin = all.text.find_first_not_of(" \t", blank);
  const size_t end = std::min(all.text.find_first_of(" \t", begin), all.text.size());
  ctx.report(instruction.line.span(all.text.substr(begin, end - begin)), "{}", message);
}

}  // namespace

extern constinit const Rule extra_instruction_argument = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "buildkit-error:HEALTHCHECK NONE takes no arguments", "dockerfilelint:extra_args",
                "dockerfile-ls:ARGUMENT_EXTRA", "dockerfile-ls:ARGUMENT_UNNECESSARY"},
    .check = {[](const Healthcheck& healthcheck, Context& ctx) {
                const std::string_view text = healthcheck.command.text;
                if (!healthcheck.none || text.empty()) return;
                ctx.report(healthcheck.line.span(text.substr(0, text.find_first_of(" \t"))),
                           "HEALTHCHECK NONE takes no argument");
              },
              [](const Stopsignal& stopsignal, Context& ctx) {
                if (stopsignal.signal)
                  check_second_word(stopsignal, *stopsignal.signal, "STOPSIGNAL takes one signal", ctx);
              },
              [](const User& user, Context& ctx) {
                if (user.user)
                  check_second_word(user, *user.user, "USER takes one user, and no name can hold a blank", ctx);
              }},
};

}  // namespace plimsoll::dockerfile
