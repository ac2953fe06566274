#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

// The word that an old builder does not know.
std::optional<Word> newer_syntax(const Instruction& instruction) {
  for (const Flag& flag : instruction.flags) {
    const std::string_view name = flag.name.text;
    for (std::string_view newer : {"mount", "network", "security", "device", "link", "chmod", "exclude", "parents",
                                   "checksum", "keep-git-dir", "unpack", "start-interval"}) {
      if (name == newer) return flag.word;
    }
  }
  if (!instruction.heredocs.empty()) return instruction.heredocs.front().marker;
  return std::nullopt;
}

}  // namespace

extern constinit const Rule missing_syntax_directive = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .check =
        [](const File& file, Context& ctx) {
          for (const Directive& directive : file.directives) {
            if (directive.name.text == "syntax") return;
          }
          for (const auto& instruction : file.instructions) {
            const auto word = newer_syntax(*instruction);
            if (!word) continue;
            ctx.report(word->span, "'{}' needs a recent builder, and no '# syntax=' line says so", word->text)
                .suggest("name the syntax", insert_before({0, 0}, "# syntax=docker/dockerfile:1\n"));
            return;
          }
        },
};

}  // namespace plimsoll::dockerfile
