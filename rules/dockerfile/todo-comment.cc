#include "context.h"
#include "dockerfile/ast.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

extern constinit const Rule todo_comment = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .aliases = {"sonar:S1135"},
    .check =
        [](const File& file, Context& ctx) {
          for (const Comment& comment : file.comments) {
            const std::string text = lower(comment.text);
            for (std::string_view word : {"todo", "fixme", "xxx", "hack"}) {
              const size_t at = text.find(word);
              const size_t end = at + word.size();
              if (at == text.npos || is_word_character(text[at - 1])) continue;
              if (end < text.size() && is_word_character(text[end])) continue;
              const auto begin = comment.span.begin + static_cast<uint32_t>(at);
              const Span span{begin, begin + static_cast<uint32_t>(word.size())};
              ctx.report(span, "the comment has a '{}' in it", ctx.source().text(span));
              break;
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
