#include "suppress/script_comments.h"

#include <algorithm>

#include "shell/script.h"
#include "suppress/comment.h"
#include "suppress/scopes.h"
#include "suppress/text.h"

namespace plimsoll {
namespace {

using shell::Command;

constexpr int kMostCommands = 1000;  // that one comment is looked up for

// What a shell comment may begin with; in scripts only these tools look for theirs.
bool is_addressed(std::string_view comment) {
  const std::string_view text = trim(behind_hashes(comment));
  return text.starts_with("shellcheck ") || text.starts_with("nosem") || text.starts_with("NOSONAR");
}

bool belongs_to(const Command& command, const Command& first) {
  if (command.depth > first.depth) return true;
  if (command.depth < first.depth) return false;
  return first.depth > 0 || command.joint == shell::Joint::and_then || command.joint == shell::Joint::or_else ||
         command.joint == shell::Joint::pipe;
}

class ScriptReader {
 public:
  ScriptReader(const Source& source, std::vector<Suppression>& found) : source_(source), found_(found) {}

  void read(const dockerfile::Instruction& instruction) {
    for (const dockerfile::Heredoc& heredoc : instruction.heredocs) read(instruction, heredoc.body, {});
    if (!instruction.scripts.empty()) read(instruction, instruction.span, instruction.comments);
  }

 private:
  // `skipped`: comments of the Dockerfile itself, which are read already.
  void read(const dockerfile::Instruction& instruction, Span part, const std::vector<Span>& skipped) {
    const std::string_view text = source_.text();
    for (size_t at = text.find('#', part.begin); at < part.end; at = text.find('#', at + 1)) {
      if (at > part.begin && std::string_view(" \t\n#").find(text[at - 1]) == std::string_view::npos) continue;
      const size_t end = std::min<size_t>({text.find('\n', at), part.end, text.size()});
      const std::string_view comment = text.substr(at, end - at);
      if (!is_addressed(comment)) continue;
      const auto begin = static_cast<uint32_t>(at);
      if (!std::binary_search(skipped.begin(), skipped.end(), Span{begin, 0},
                              [](Span a, Span b) { return a.begin < b.begin; })) {
        add(instruction, comment, begin);
      }
      at = end - 1;
    }
  }

  void add(const dockerfile::Instruction& instruction, std::string_view comment, uint32_t begin) {
    const size_t first = found_.size();
    read_comment(comment, begin, found_);
    for (size_t i = first; i < found_.size(); ++i) {
      Suppression& each = found_[i];
      each.scope = each.reach == Suppression::Reach::command ? scopes_.of(instruction, each.span)
                                                             : line_or_next(each.span, source_);
    }
  }

  const Source& source_;
  std::vector<Suppression>& found_;
  CommandScopes scopes_;
};

}  // namespace

void add_script_comments(const dockerfile::File& file, std::vector<Suppression>& found) {
  const std::string_view text = file.source->text();
  const auto has = [&](std::string_view word) { return text.find(word) != text.npos; };
  if (!has("shellcheck ") && !has("nosem") && !has("NOSONAR")) return;
  ScriptReader reader(*file.source, found);
  for (const auto& instruction : file.instructions) {
    const dockerfile::Instruction* at = instruction.get();
    while (at->keyword == dockerfile::Keyword::onbuild) {
      const auto& trigger = static_cast<const dockerfile::Onbuild&>(*at).trigger;
      if (!trigger) break;
      at = trigger.get();
    }
    reader.read(*at);
  }
}

Span CommandScopes::of(const dockerfile::Instruction& instruction, Span comment) {
  const auto begin_of = [](const shell::Script* script) { return script->commands.front().span.begin; };
  if (instruction_ != &instruction) {
    instruction_ = &instruction;
    scripts_.clear();
    for (const shell::Script* script : instruction.scripts) {
      if (!script->commands.empty()) scripts_.push_back(script);
    }
    std::stable_sort(scripts_.begin(), scripts_.end(),
                     [&](const auto* a, const auto* b) { return begin_of(a) < begin_of(b); });
  }
  const Span rest{comment.begin, instruction.whole.end};
  auto script = std::upper_bound(scripts_.begin(), scripts_.end(), comment.begin,
                                 [&](uint32_t at, const shell::Script* each) { return at < begin_of(each); });
  if (script != scripts_.begin() && comment.begin < (*std::prev(script))->commands.back().span.end) --script;
  if (script == scripts_.end()) return rest;
  const auto& all = (*script)->commands;
  const auto first = std::lower_bound(all.begin(), all.end(), comment.end,
                                      [](const Command& command, uint32_t at) { return command.span.begin < at; });
  if (first == all.end()) return rest;
  if (first == all.begin()) return {comment.begin, std::max(all.back().span.end, comment.end)};
  uint32_t end = first->span.end;
  int left = kMostCommands;
  for (auto next = std::next(first); next != all.end() && left > 0 && belongs_to(*next, *first); ++next, --left) {
    end = std::max(end, next->span.end);
  }
  return {comment.begin, end};
}

}  // namespace plimsoll
