#include <utility>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

// Where a "#" begins a comment in the joined text of a script, and whether a backslash that was meant to join lines
// stands before it; npos if there is none.
struct Found {
  size_t at = std::string_view::npos;
  bool behind_escape = false;
};

Found comment_in(std::string_view text) {
  constexpr std::string_view separators = " \t;&|(";
  char quote = 0;
  bool word_starts = true, backquoted = false;
  int braces = 0;  // of ${…}, in which "#" cuts off a prefix
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool starts = std::exchange(word_starts, false);
    if (quote) {
      if (c == '\\' && quote != '\'') {
        ++i;
      } else if (c == (quote == '$' ? '\'' : quote)) {
        quote = 0;
      }
      continue;
    }
    if (c == '#' && starts && !backquoted && !braces) return {i, false};
    if (c == '\\') {
      const size_t next = std::min(text.find_first_not_of(" \t", i + 1), text.size());
      if (starts && next > i + 1 && next < text.size() && text[next] == '#') return {next, true};
      ++i;
    } else if (c == '`') {
      backquoted = !backquoted;
    } else if (c == '"' || c == '\'') {
      quote = c == '\'' && i > 0 && text[i - 1] == '$' ? '$' : c;
    } else if (c == '{' && i > 0 && text[i - 1] == '$') {
      ++braces;
    } else if (c == '}' && braces) {
      --braces;
    } else {
      word_starts = separators.find(c) != separators.npos;
    }
  }
  return {};
}

}  // namespace

extern constinit const Rule comment_swallows_script = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Run& run, Context& ctx) {
          const std::string_view text = run.command.text;
          if (run.command.exec_form || text.find('#') == text.npos) return;
          const shell::Dialect dialect = run.model->shell_at(run).dialect;
          if (dialect == shell::Dialect::cmd || dialect == shell::Dialect::powershell) return;
          const Found found = comment_in(text);
          if (found.at == text.npos) return;
          const Span hash = run.line.span(text.substr(found.at, 1));
          const Source& source = ctx.source();
          const Span line = source.line(source.line_of(hash.begin));
          // The escape that ends the line; none if the instruction ends here.
          const Span* joint = nullptr;
          for (const Span& each : run.trigger_of ? run.trigger_of->continuations : run.continuations) {
            if (each.begin > hash.begin && each.begin < line.end) joint = &each;
          }
          if (joint ? run.span.end <= line.end || found.behind_escape : !found.behind_escape) return;
          const uint32_t end = joint ? joint->begin : line.end;
          Report report =
              joint ? ctx.report(hash, "this comment goes on to the end of the RUN, for its lines are joined to one")
                    : ctx.report(hash, "a comment behind the line continuation ends the RUN here");
          const std::string comment(trim(source.text({hash.begin, end})));
          const std::string_view before = source.text({line.begin, hash.begin});
          const bool first = run.span.begin >= line.begin;
          if (first && before.find("<<") != before.npos) return;
          const size_t kept = before.find_last_not_of(" \t") + 1;
          const uint32_t from = line.begin + static_cast<uint32_t>(kept);
          const std::string indent(before.substr(0, before.find_first_not_of(" \t")));
          report.suggest("move the comment to a line above", {insert_before(line, indent + comment + "\n"),
                                                              replace({from, end}, joint && kept > 0 ? " " : "")});
        },
};

}  // namespace plimsoll::dockerfile
