#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

// Where the first word behind an unquoted blank begins; npos if there is none.
size_t second_word(std::string_view text, char escape) {
  char quote = 0;
  int braces = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == escape && quote != '\'') {
      ++i;
    } else if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '{' || c == '}') {
      braces += c == '{' ? 1 : -1;
    } else if ((c == ' ' || c == '\t') && braces <= 0) {
      return text.find_first_not_of(" \t", i);
    }
  }
  return text.npos;
}

}  // namespace

extern constinit const Rule workdir_with_unquoted_space = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"dockerfilelint:invalid_workdir"},
    .check =
        [](const Workdir& workdir, Context& ctx) {
          if (!workdir.path || !workdir.model) return;
          const std::string_view text = workdir.path->text;
          const size_t at = second_word(text, workdir.model->file().escape);
          if (at == text.npos) return;
          const std::string_view word = text.substr(at, text.find_first_of(" \t", at) - at);
          ctx.report(place_in(workdir, *workdir.path, at, word.size()),
                     "WORKDIR takes the whole line for one path, '{}' included", word);
        },
};

}  // namespace plimsoll::dockerfile
