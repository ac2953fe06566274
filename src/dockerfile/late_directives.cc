#include "dockerfile/late_directives.h"

#include <algorithm>

#include "dockerfile/predefined.h"
#include "dockerfile/words.h"
#include "utf8.h"

namespace plimsoll::dockerfile {
namespace {

// The name if it looks like a directive and not like prose.
std::string directive_name(std::string_view comment) {
  comment = trim(comment.substr(1));
  const size_t equals = comment.find('=');
  if (equals == comment.npos) return {};
  std::string name = lower(trim(comment.substr(0, equals)));
  const std::string_view value = trim(comment.substr(equals + 1));
  const bool one_word = !value.empty() && value.find_first_of(" \t") == value.npos;
  const bool check = value.starts_with("skip=") || value.starts_with("error=") || value.starts_with("experimental=");
  if (name == "syntax" ? one_word : name == "escape" ? value.size() == 1 : name == "check" && check) return name;
  return {};
}

bool is_about_one_instruction(std::string_view comment) {
  return trim(comment.substr(comment.find('=') + 1)).starts_with("error") == false;
}

}  // namespace

std::vector<LateDirective> late_directives(const File& file) {
  std::vector<LateDirective> late;
  const Source& source = *file.source;
  size_t behind = file.instructions.size();  // the first instruction behind the comment
  uint32_t attached = 0;                     // the line of an instruction, or of a comment right above one
  for (size_t i = file.comments.size(); i-- > 0;) {
    const Comment& comment = file.comments[i];
    while (behind > 0 && file.instructions[behind - 1]->span.begin > comment.span.begin) --behind;
    if (behind > 0 && file.instructions[behind - 1]->whole.end > comment.span.begin) continue;
    const uint32_t line = source.line_of(comment.span.begin);
    const bool above =
        behind < file.instructions.size() && source.line_of(file.instructions[behind]->span.begin) == line + 1;
    const bool counts = above || attached == line + 1;
    if (counts) attached = line;
    std::string name = directive_name(comment.text);
    if (name.empty() || (name == "check" && counts && is_about_one_instruction(comment.text))) continue;
    late.push_back({std::move(name), &comment});
  }
  std::reverse(late.begin(), late.end());
  return late;
}

uint32_t end_of_directives(const File& file) {
  const std::string_view text = file.source->text();
  size_t end = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  if (!file.directives.empty()) end = file.directives.back().span.end;
  if (file.directives.empty() && !text.substr(end).starts_with("#!")) return static_cast<uint32_t>(end);
  end = text.find('\n', end);
  return static_cast<uint32_t>(std::min(end, text.size() - 1) + 1);
}

}  // namespace plimsoll::dockerfile
