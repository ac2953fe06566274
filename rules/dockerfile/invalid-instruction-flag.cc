#include <algorithm>
#include <set>

#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/syntax.h"
#include "suggest.h"

namespace plimsoll::dockerfile {
extern constinit const Rule invalid_instruction_flag = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "buildkit-error:unknown flag", "buildkit-error:duplicate flag specified",
                "buildkit-error:missing a value on flag", "dockerfile-ls:UNKNOWN_ADD_FLAG",
                "dockerfile-ls:UNKNOWN_COPY_FLAG", "dockerfile-ls:UNKNOWN_FROM_FLAG",
                "dockerfile-ls:UNKNOWN_HEALTHCHECK_FLAG", "dockerfile-ls:FLAG_DUPLICATE",
                "dockerfile-ls:FLAG_MISSING_VALUE", "dockerfile-ls:FLAG_EXPECTED_BOOLEAN_VALUE",
                "dockerfile-ls:FLAG_INVALID_LINK_VALUE", "dockerfilelint:invalid_format"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          if (instruction.keyword == Keyword::unknown) return;
          const std::vector<std::string_view> known = flags_of(instruction.keyword);
          std::set<std::string_view> seen;
          for (const Flag& flag : instruction.flags) {
            const std::string_view name = flag.name.text;
            if (std::find(known.begin(), known.end(), name) == known.end()) {
              const auto meant = closest(name, known);
              Report report = ctx.report(flag.word.span, "{} has no flag '--{}'{}", name_of(instruction.keyword), name,
                                         meant ? fmt::format("; did you mean '--{}'?", *meant) : "");
              if (meant)
                report.suggest(fmt::format("write --{}", *meant), replace(flag.name.span, std::string(*meant)));
            } else if (!seen.insert(name).second && !may_repeat_flag(name)) {
              ctx.report(flag.word.span, "'--{}' is given twice, which the builder refuses", name);
            } else if (is_boolean_flag(name)) {
              const std::string value = lower(value_of(flag));
              if (!flag.value || value == "true" || value == "false") continue;
              ctx.report(flag.value->span, "'--{}' is either true or false, and no variable is replaced there", name);
            } else if (!flag.value) {
              ctx.report(flag.word.span, "'--{}' has no value; write it behind a '='", name);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
