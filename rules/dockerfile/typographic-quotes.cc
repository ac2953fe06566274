#include "context.h"
#include "dockerfile/foreign_characters.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

bool is_wanted(char32_t c) { return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D; }
bool is_double(char32_t c) { return c >= 0x201C; }

}  // namespace

extern constinit const Rule typographic_quotes = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"shellcheck:SC1015", "hadolint:SC1015", "shellcheck:SC1016", "hadolint:SC1016", "shellcheck:SC1110",
                "hadolint:SC1110", "shellcheck:SC1111", "hadolint:SC1111"},
    .check =
        [](const File& file, Context& ctx) {
          const std::vector<ForeignCharacter> quotes = foreign_characters(file, is_wanted);
          for (size_t i = 0; i < quotes.size(); ++i) {
            const ForeignCharacter& quote = quotes[i];
            // In the midst of a word it is an apostrophe.
            if (!quote.bare || (!quote.begins_word && !quote.ends_word)) continue;
            // PowerShell takes them for quotes.
            const bool shell_form =
                quote.instruction->keyword == Keyword::run || quote.instruction->keyword == Keyword::cmd;
            const auto dialect = file.model->shell_at(*quote.instruction).dialect;
            if (shell_form && dialect == shell::Dialect::powershell) continue;
            const char straight = is_double(quote.value) ? '"' : '\'';
            Report report =
                ctx.report(quote.span, "a typographic quote is a letter like any other; {} is meant", straight);
            if (!quote.begins_word || i + 1 == quotes.size()) continue;
            const ForeignCharacter& next = quotes[i + 1];
            const bool pair = next.bare && next.ends_word && is_double(next.value) == is_double(quote.value) &&
                              next.instruction == quote.instruction;
            const std::string_view between = ctx.source().text({quote.span.end, next.span.begin});
            if (!pair || between.find_first_of("\"'\n\\$`") != between.npos) continue;
            const std::string text(1, straight);
            report.suggest("put straight quotes", {replace(quote.span, text), replace(next.span, text)});
          }
        },
};

}  // namespace plimsoll::dockerfile
