#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {

extern constinit const Rule consistent_instruction_casing = {
    .severity = Severity::info,
    .group = Group::style,
    .aliases = {"buildkit:ConsistentInstructionCasing"},
    .replaces = {"instruction-casing"},
    .check =
        [](const File& file, Context& ctx) {
          // As in BuildKit the ARGs above the first FROM neither count nor are reported, and a tie goes to capitals.
          const auto counts = [](const Instruction& each) {
            return each.keyword != Keyword::unknown && (each.stage || each.keyword != Keyword::arg);
          };
          int capitals = 0, small = 0;
          for (const auto& each : file.instructions) {
            if (!counts(*each)) continue;
            if (each->name.text == name_of(each->keyword)) {
              ++capitals;
            } else if (each->name.text == lower(each->name.text)) {
              ++small;
            }
          }
          const bool want_small = small > capitals;
          for (const auto& each : file.instructions) {
            if (!counts(*each)) continue;
            const std::string_view name = name_of(each->keyword);
            const std::string wanted = want_small ? lower(name) : std::string(name);
            if (each->name.text == wanted) continue;
            ctx.report(each->name.span, "'{}' is not in {}, as most instructions of the file are", each->name.text,
                       want_small ? "small letters" : "capitals")
                .fix(fmt::format("write '{}'", wanted), recase(*each, !want_small));
          }
        },
};

}  // namespace plimsoll::dockerfile
