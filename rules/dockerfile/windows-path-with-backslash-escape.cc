#include <algorithm>
#include <vector>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/syntax.h"
#include "utf8.h"

namespace plimsoll::dockerfile {
namespace {

// Where a path like C:\app begins whose backslashes the builder takes for escapes; npos if there is none.
size_t windows_path(std::string_view text) {
  for (size_t at = text.find(":\\"); at != text.npos; at = text.find(":\\", at + 1)) {
    if (at == 0 || at + 2 >= text.size() || text[at + 2] == '\\' || text[at + 2] == ' ') continue;
    const char drive = static_cast<char>(text[at - 1] | 0x20);
    const bool begins = at == 1 || std::string_view("=;\" ,").find(text[at - 2]) != std::string_view::npos;
    if (drive >= 'a' && drive <= 'z' && begins && text.find('\'') > at) return at - 1;
  }
  return text.npos;
}

std::vector<Word> paths_of(const Instruction& instruction) {
  switch (instruction.keyword) {
    case Keyword::workdir:
    case Keyword::env:
      return expanded_words(instruction);
    case Keyword::copy:
    case Keyword::add:
      return static_cast<const Transfer&>(instruction).exec_form ? std::vector<Word>() : expanded_words(instruction);
    default:
      return {};
  }
}

}  // namespace

extern constinit const Rule windows_path_with_backslash_escape = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const File& file, Context& ctx) {
          if (file.escape != '\\') return;
          const bool joins = std::any_of(file.instructions.begin(), file.instructions.end(),
                                         [](const auto& each) { return !each->continuations.empty(); });
          const uint32_t top = ctx.source().text().starts_with(kByteOrderMark) ? 3 : 0;
          bool first = true;
          for (const auto& instruction : file.instructions) {
            for (const Word& word : paths_of(*instruction)) {
              const size_t at = windows_path(word.text);
              if (at == std::string_view::npos) continue;
              const std::string_view path = word.text.substr(at, word.text.find_first_of(" ;\"", at) - at);
              Report report = ctx.report(place_in(*instruction, word, at, path.size()),
                                         "the builder takes the backslashes of '{}' for escapes and drops them", path);
              if (first && !joins) report.suggest("make ` the escape character", replace({top, top}, "# escape=`\n"));
              first = false;
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
