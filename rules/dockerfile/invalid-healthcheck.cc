#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
extern constinit const Rule invalid_healthcheck = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "buildkit-error:Unknown type in HEALTHCHECK",
                "buildkit-error:cannot be less than 1ms", "dockerfilelint:invalid_format",
                "dockerfilelint:healthcheck_options_missing_args", "dockerfile-ls:FLAG_INVALID_DURATION",
                "dockerfile-ls:FLAG_LESS_THAN_1MS", "dockerfile-ls:FLAG_MISSING_DURATION",
                "dockerfile-ls:FLAG_UNKNOWN_UNIT", "dockerfile-ls:FLAG_AT_LEAST_ONE", "dockerfile-ls:UNKNOWN_TYPE"},
    .check = {[](const Healthcheck& healthcheck, Context& ctx) {
                if (!healthcheck.type || healthcheck.none) return;
                const Word& type = *healthcheck.type;
                if (keyword_of(type.text) != Keyword::cmd) {
                  ctx.report(type.span, "HEALTHCHECK is followed by CMD or NONE, not '{}'", type.text)
                      .suggest("write CMD", insert_before(type.span, spelled_like(healthcheck, Keyword::cmd) + " "));
                  return;
                }
                const std::string_view first =
                    healthcheck.command.text.substr(0, healthcheck.command.text.find_first_of(" =\t"));
                if (!first.starts_with("--")) return;
                for (std::string_view flag : flags_of(Keyword::healthcheck)) {
                  if (first.substr(2) != flag) continue;
                  ctx.report(healthcheck.line.span(first), "'{}' stands behind CMD, so it is a part of the command",
                             first);
                }
              },
              [](const Healthcheck& healthcheck, Context& ctx) {
                if (healthcheck.none) return;
                for (const Flag& flag : healthcheck.flags) {
                  const std::string value = value_of(flag);
                  const std::string_view problem = healthcheck_flag_problem(flag.name.text, value);
                  if (!problem.empty()) ctx.report(flag.value->span, "'{}' {}", value, problem);
                }
              }},
};

}  // namespace plimsoll::dockerfile
