#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

// The base may be edge itself.
bool may_be_edge(const Run& run) {
  if (!run.stage || !run.stage->root->from) return false;
  return !run.stage->root->image_known || run.stage->root->image_text.value.find("edge") != std::string::npos;
}

}  // namespace

extern constinit const Rule alpine_edge_repository = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .programs = {"apk", "echo", "printf"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Run* run = run_of(command);
          if (!run) return;
          std::string_view before;
          for (const shell::Word& word : command.arguments) {
            const std::string_view previous = std::exchange(before, word.text);
            const size_t edge = word.text.find("/edge/");
            if (edge == std::string::npos || word.text.find("alpine") == std::string::npos) continue;
            // "@edge https://…" is used only where a package says so.
            if (word.text.find('@') < edge || previous.starts_with("@") || may_be_edge(*run)) continue;
            const std::string_view raw = ctx.source().text(word.span);
            const size_t begin = raw.find("http");
            if (begin == raw.npos) continue;
            const size_t end = std::min(raw.find_first_of(" \t\r\n\"'\\", begin), raw.size());
            const Span place{word.span.begin + static_cast<uint32_t>(begin),
                             word.span.begin + static_cast<uint32_t>(end)};
            ctx.report(place, "packages of Alpine edge change daily and may not fit a release; give it an @tag");
          }
        },
};

}  // namespace plimsoll::dockerfile
