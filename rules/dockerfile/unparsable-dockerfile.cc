#include <algorithm>
#include <cstring>

#include "context.h"
#include "dockerfile/model.h"
#include "utf8.h"

namespace plimsoll::dockerfile {
namespace {

// What bufio.Scanner of Go holds.
constexpr size_t kLongestLine = 65535;

// Where the next byte that is not ASCII stands; most lines have none.
size_t behind_ascii(std::string_view text, size_t at) {
  constexpr uint64_t others = 0x8080'8080'8080'8080;
  for (uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if (eight & others) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

bool is_utf16(std::string_view text) { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); }

}  // namespace

extern constinit const Rule unparsable_dockerfile = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "sonar:S2260", "dockerfilelint:invalid_line", "dockerlinter:EL0001",
                "dockerfile-ls:INVALID_SYNTAX"},
    .replaces = {"unknown-instruction", "missing-from", "instruction-before-from", "empty-dockerfile"},
    .check = {[](const File& file, Context& ctx) {
                const std::string_view text = file.source->text();
                const Span all{0, static_cast<uint32_t>(text.size())};
                if (is_utf16(text)) {
                  ctx.report(all, "the file is in UTF-16, but the builder reads UTF-8");
                  return;
                }
                for (size_t begin = 0; begin < text.size();) {
                  const size_t end = std::min(text.find('\n', begin), text.size());
                  if (end - begin > kLongestLine) {
                    ctx.report({static_cast<uint32_t>(begin + kLongestLine), static_cast<uint32_t>(end)},
                               "line has {} bytes, but the builder reads {} at most", end - begin, kLongestLine);
                  }
                  begin = end + 1;
                }
              },
              [](const Unknown& unknown, Context& ctx) {
                if (!unknown.name.text.empty()) return;
                ctx.report(unknown.name.span, "nothing follows this '{}', so there is an instruction without a name",
                           unknown.model->file().escape);
              },
              [](const Instruction& instruction, Context& ctx) {
                if (is_utf16(ctx.source().text())) return;
                const std::string_view line = instruction.line.text();
                if (const size_t nul = line.find('\0'); nul != line.npos) {
                  ctx.report(instruction.line.span(nul, nul + 1),
                             "a NUL byte stands here, which no command or value can hold");
                }
                for (size_t at = behind_ascii(line, 0); at < line.size(); at = behind_ascii(line, at)) {
                  const CodePoint head = decode(line.substr(at));
                  if (!head.valid) {
                    ctx.report(instruction.line.span(at, at + 1),
                               "byte 0x{:02X} is not UTF-8, so the build fails or replaces it",
                               static_cast<unsigned char>(line[at]));
                    return;
                  }
                  at += head.size;
                }
              }},
};

}  // namespace plimsoll::dockerfile
