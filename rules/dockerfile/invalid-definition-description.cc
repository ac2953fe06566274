#include <algorithm>

#include "context.h"
#include "dockerfile/ast.h"
#include "dockerfile/predefined.h"
#include "dockerfile/words.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_definition_description = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .aliases = {"buildkit:InvalidDefinitionDescription"},
    .check =
        [](const File& file, Context& ctx) {
          const Source& source = *file.source;
          size_t next = 0;
          for (const auto& instruction : file.instructions) {
            const Comment* above = nullptr;
            for (; next < file.comments.size() && file.comments[next].span.begin < instruction->whole.end; ++next) {
              if (file.comments[next].span.begin < instruction->span.begin) above = &file.comments[next];
            }
            if (!above) continue;
            std::vector<std::string> names;
            Span place;
            if (instruction->keyword == Keyword::from) {
              const auto& from = static_cast<const From&>(*instruction);
              // The builder takes the name in small letters.
              if (from.stage_name) {
                names.push_back(lower(from.stage_name->text));
                place = from.stage_name->span;
              }
            } else if (instruction->keyword == Keyword::arg) {
              for (const KeyValue& pair : static_cast<const Arg&>(*instruction).pairs) {
                if (names.empty()) place = pair.key.span;
                names.emplace_back(pair.key.text);
              }
            }
            const uint32_t line = source.line_of(instruction->span.begin);
            if (names.empty() || source.line_of(above->span.begin) + 1 != line) continue;
            const std::string_view text = trim(above->text.substr(1));
            const std::string_view first = text.substr(0, text.find(' '));
            if (text.empty() || std::find(names.begin(), names.end(), first) != names.end()) continue;
            ctx.report(place, "the comment above is taken for the description of '{0}', but does not begin with '{0}'",
                       names[0])
                .note(above->span, "the comment")
                .fix("put a blank line between", insert_before(source.line(line), "\n"));
          }
        },
};

}  // namespace plimsoll::dockerfile
