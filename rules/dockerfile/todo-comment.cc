#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"
#include "kubernetes/value.h"

namespace plimsoll::dockerfile {
namespace {

// Paths and names with dashes are words too.
bool is_part_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_-/").find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80;
}

// Comments of both languages begin with "#".
template <class Comments>
void judge(const Comments& comments, Context& ctx) {
  for (const auto& comment : comments) {
    const std::string small = lower(comment.text);
    for (std::string_view word : {"todo", "fixme", "XXX", "HACK"}) {
      const std::string_view text = word[0] < 'a' ? comment.text : std::string_view(small);
      const size_t at = text.find(word), end = at + word.size();
      if (at == text.npos || is_part_of_word(text[at - 1]) || (end < text.size() && is_part_of_word(text[end]))) {
        continue;
      }
      const auto begin = comment.span.begin + static_cast<uint32_t>(at);
      const Span span{begin, begin + static_cast<uint32_t>(word.size())};
      ctx.report(span, "the comment has a '{}' in it", ctx.source().text(span));
      break;
    }
  }
}

}  // namespace

extern constinit const Rule todo_comment = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .aliases = {"sonar:S1135"},
    .check = {[](const File& file, Context& ctx) {
                const auto may_mention = [&](std::string_view word) { return file.model->may_mention(word); };
                if (may_mention("todo") || may_mention("fixme") || may_mention("xxx") || may_mention("hack"))
                  judge(file.comments, ctx);
              },
              [](const kubernetes::Document& document, Context& ctx) { judge(document.comments, ctx); }},
};

}  // namespace plimsoll::dockerfile
