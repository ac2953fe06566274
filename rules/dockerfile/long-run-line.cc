#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/words.h"
#include "utf8.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<int64_t> max_length{"max", "how many characters a line may have", 120};

int64_t length_of(std::string_view line) {
  return std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

// A line break before each && of the line. `next` is the first command that may stand in it, or behind.
std::vector<Edit> breaks(const Run& run, Span line, const Source& source, size_t& next) {
  std::vector<Edit> edits;
  if (run.scripts.empty() || run.scripts[0]->exec_form || run.scripts[0]->heredoc) return edits;
  const std::vector<shell::Command>& commands = run.scripts[0]->commands;
  while (next < commands.size() && commands[next].span.end <= line.begin) ++next;
  for (size_t i = next; i < commands.size() && commands[i].span.begin < line.end; ++i) {
    const shell::Command& command = commands[i];
    if (command.joint != shell::Joint::and_then || !line.contains(command.span) || command.in_substitution) continue;
    const std::string_view before = source.text({line.begin, command.span.begin});
    const size_t end = before.find_last_not_of(" (!{");
    if (end == before.npos || end < 2 || before.substr(end - 1, 2) != "&&" || before[end - 2] != ' ') continue;
    if (before.find_first_not_of(" \t") == end - 1) continue;  // it begins the line
    const auto at = line.begin + static_cast<uint32_t>(end - 1);
    edits.push_back(insert_before({at, at}, fmt::format("{}\n    ", run.model->file().escape)));
  }
  return edits;
}

}  // namespace

extern constinit const Rule long_run_line = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .aliases = {"sonar:S7020"},
    .options = {&max_length},
    .check =
        [](const Run& run, Context& ctx) {
          const Source& source = ctx.source();
          const int64_t max = ctx[max_length];
          if (run.span.size() <= static_cast<uint64_t>(max)) return;
          const uint32_t last = source.line_of(run.span.end);
          size_t next = 0;
          for (uint32_t number = source.line_of(run.span.begin); number <= last; ++number) {
            const Span line = source.line(number);
            if (line.size() <= max) continue;
            const std::string_view text = source.text(line);
            const bool comment = trim(text).starts_with('#');
            if (comment || length_of(text) <= max || text.find("://") != text.npos || split_blanks(text).size() < 7)
              continue;
            Report report = ctx.report({std::max(line.begin, run.span.begin), std::min(line.end, run.span.end)},
                                       "the line has {} characters, more than {}", length_of(text), max);
            if (auto edits = breaks(run, line, source, next); !edits.empty()) {
              report.fix("break it before each &&", std::move(edits));
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
