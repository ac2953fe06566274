#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {
namespace {

std::vector<Span> heredoc_bodies(const File& file) {
  std::vector<Span> bodies;
  for (const auto& each : file.instructions) {
    const auto* onbuild = each->keyword == Keyword::onbuild ? static_cast<const Onbuild*>(each.get()) : nullptr;
    const Instruction& owner = onbuild && onbuild->trigger ? *onbuild->trigger : *each;
    for (const Heredoc& heredoc : owner.heredocs) bodies.push_back(heredoc.body);
  }
  return bodies;
}

}  // namespace

extern constinit const Rule trailing_spaces = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .aliases = {"dockerlint:no_trailing_spaces"},
    .check =
        [](const File& file, Context& ctx) {
          const std::string_view text = file.source->text();
          const std::vector<Span> bodies = heredoc_bodies(file);
          size_t body = 0;
          for (size_t begin = 0; begin < text.size();) {
            const size_t line_end = std::min(text.find('\n', begin), text.size());
            size_t end = line_end;
            if (end > begin && text[end - 1] == '\r') --end;
            size_t last = end;
            while (last > begin && (text[last - 1] == ' ' || text[last - 1] == '\t')) --last;
            const Span blanks{static_cast<uint32_t>(last), static_cast<uint32_t>(end)};
            begin = line_end + 1;
            if (blanks.empty()) continue;
            while (body < bodies.size() && bodies[body].end <= blanks.begin) ++body;
            if (body < bodies.size() && bodies[body].contains(blanks)) continue;
            const bool continued = last > 0 && text[last - 1] == file.escape;
            ctx.report(blanks, "{}",
                       continued ? "blanks stand behind the line continuation, which not all parsers take"
                                 : "the line ends in blanks")
                .fix("remove the blanks", remove(blanks));
          }
        },
};

}  // namespace plimsoll::dockerfile
