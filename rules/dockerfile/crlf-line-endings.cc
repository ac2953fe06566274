#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

// A script or file of lines that end in CR, in a system that does not end lines so.
const Heredoc* broken_heredoc(const File& file) {
  for (const auto& each : file.instructions) {
    const Instruction& owner = each->keyword == Keyword::onbuild && static_cast<const Onbuild&>(*each).trigger
                                   ? *static_cast<const Onbuild&>(*each).trigger
                                   : *each;
    if (owner.stage && owner.stage->windows) continue;
    for (const Heredoc& heredoc : owner.heredocs) {
      if (file.source->text(heredoc.body).find("\r\n") != std::string_view::npos) return &heredoc;
    }
  }
  return nullptr;
}

}  // namespace

extern constinit const Rule crlf_line_endings = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"shellcheck:SC1017", "hadolint:SC1017"},
    .check =
        [](const File& file, Context& ctx) {
          const std::string_view text = file.source->text();
          size_t at = text.find("\r\n");
          if (at == text.npos) return;
          const Span first = file.source->line(file.source->line_of(static_cast<uint32_t>(at)));
          std::vector<Edit> edits;
          for (; at != text.npos; at = text.find("\r\n", at + 2)) {
            edits.push_back(remove({static_cast<uint32_t>(at), static_cast<uint32_t>(at) + 1}));
          }
          if (const Heredoc* heredoc = broken_heredoc(file)) {
            ctx.report(first, "lines end in CR LF, and the CR becomes a part of what is in the heredocs")
                .severity(Severity::error)
                .note(heredoc->marker.span, "the lines of this heredoc keep it")
                .suggest("end lines in LF", std::move(edits));
          } else {
            ctx.report(first, "lines end in CR LF, as Windows has them; not all builders and tools take that")
                .fix("end lines in LF", std::move(edits));
          }
        },
};

}  // namespace plimsoll::dockerfile
