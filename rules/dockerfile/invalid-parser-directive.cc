#include <algorithm>
#include <set>

#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
extern constinit const Rule invalid_parser_directive = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:only one parser directive can be used", "buildkit-error:invalid escape token",
                "dockerlinter:ED0002", "dockerfile-ls:INVALID_ESCAPE_DIRECTIVE",
                "dockerfile-ls:DUPLICATED_ESCAPE_DIRECTIVE"},
    .check =
        [](const File& file, Context& ctx) {
          std::set<std::string> seen;
          for (const Directive& directive : file.directives) {
            const std::string name = lower(directive.name.text);
            const std::string_view value = directive.value.text;
            if (!seen.insert(name).second) {
              ctx.report(directive.span, "directive '{}' stands here for a second time, which the builder refuses",
                         name);
            } else if (name == "escape" && value != "\\" && value != "`") {
              ctx.report(directive.value.span, "the escape character is '\\' or '`', not '{}'", value);
            } else if (name == "check") {
              for (size_t begin = 0; begin <= value.size();) {
                const size_t end = std::min(value.find(';', begin), value.size());
                const std::string_view option = value.substr(begin, end - begin);
                const auto at = directive.value.span.begin + static_cast<uint32_t>(begin);
                if (!is_check_option(option)) {
                  ctx.report({at, at + static_cast<uint32_t>(option.size())},
                             "'{}' is none of skip=RULES, error=BOOLEAN and experimental=RULES", option);
                }
                begin = end + 1;
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
