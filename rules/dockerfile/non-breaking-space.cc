#include "context.h"
#include "dockerfile/foreign_characters.h"
#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

bool is_direction_control(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }
bool is_invisible(char32_t c) { return c == 0x200B || c == 0xFEFF || c == 0xAD; }
bool is_wanted(char32_t c) {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 || is_invisible(c) ||
         is_direction_control(c);
}

}  // namespace

extern constinit const Rule non_breaking_space = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"shellcheck:SC1018", "hadolint:SC1018"},
    .replaces = {"unknown-instruction"},
    .check =
        [](const File& file, Context& ctx) {
          for (const ForeignCharacter& each : foreign_characters(file, is_wanted)) {
            const auto code = static_cast<uint32_t>(each.value);
            if (is_direction_control(each.value)) {
              ctx.report(each.span,
                         "the invisible character U+{:04X} turns the direction of the text, and may hide code", code)
                  .suggest("remove it", remove(each.span));
              continue;
            }
            if (!each.bare || each.instruction->keyword == Keyword::maintainer) continue;
            const Span line = ctx.source().line(ctx.source().line_of(each.span.begin));
            const bool last = trim(ctx.source().text({each.span.end, line.end})).empty();
            const std::string_view before = trim(ctx.source().text({line.begin, each.span.begin}));
            // The builder trims blanks of all kinds, but behind the line continuation they end the instruction.
            if (last && !is_invisible(each.value) && !before.ends_with(file.escape)) continue;
            const bool superfluous = is_invisible(each.value) || last;
            Report report =
                is_invisible(each.value)
                    ? ctx.report(each.span,
                                 "here is an invisible character (U+{:04X}), which becomes a part of the word", code)
                    : ctx.report(each.span, "here is an unusual blank (U+{:04X}), which does not separate words", code);
            report.covers(join(each.span, each.instruction->name.span));
            report.suggest(superfluous ? "remove it" : "make it a plain blank",
                           replace(each.span, superfluous ? "" : " "));
          }
        },
};

}  // namespace plimsoll::dockerfile
