#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "context.h"
#include "dockerfile/removals.h"
#include "dockerfile/syntax.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

void check(const Transfer& transfer, Context& ctx) {
  if (!shipped(transfer)) return;
  for (const ContextSource& source : context_sources(transfer)) {
    if (base_name(source.path) != ".git") continue;
    ctx.report(source.word->span, "'{}' brings all that was ever committed into the image", source.text);
  }
  const Flag* keep = transfer.flag("keep-git-dir");
  if (keep && value_of(*keep) != "false")
    ctx.report(keep->word.span, "the whole history of the repository stays in the image");
}

struct Clone {
  const shell::Command* command;
  std::string folder;
  size_t time;
};

// The folder that git clone makes; nothing where no history comes along.
std::optional<std::string> cloned(const shell::Command& git) {
  if (!git.is("git", {"clone"}) || git.has_flag({"--depth", "--shallow-since", "--bare", "--mirror"}))
    return std::nullopt;
  const auto operands = git.operands();
  if (operands.size() < 2) return std::nullopt;
  const std::string& last = operands.back()->text;
  std::string folder = base_name(last);
  if (folder.ends_with(".git")) folder.resize(folder.size() - 4);
  return last.find("://") == last.npos && last.find('@') == last.npos ? last : folder;
}

}  // namespace

extern constinit const Rule git_directory_copied = {
    .severity = Severity::warning,
    .group = Group::image_size,
    .check = {
        [](const Copy& copy, Context& ctx) { check(copy, ctx); }, [](const Add& add, Context& ctx) { check(add, ctx); },
        [](const shell::Script& script, Context& ctx) {
          if (!script.instruction || script.instruction->keyword != Keyword::run || !shipped(*script.instruction))
            return;
          if (script.text.text().find("clone") == std::string_view::npos) return;
          std::vector<Clone> clones;
          Removals removals;
          bool removes_some = false;
          for (size_t time = 0; time < script.commands.size(); ++time) {
            const shell::Command& command = script.commands[time];
            removals.note(command, time);
            for (const shell::Word& word : command.arguments) {
              removes_some =
                  removes_some || ((command.base == "rm" || command.base == "find") && base_name(word.text) == ".git");
            }
            if (command.base == "rm") {
              std::erase_if(clones, [&](const Clone& clone) {
                return std::any_of(command.arguments.begin(), command.arguments.end(), [&](const shell::Word& word) {
                  return base_name(word.text) == base_name(clone.folder);
                });
              });
            }
            if (auto folder = cloned(command)) clones.push_back({&command, std::move(*folder), time});
          }
          for (const Clone& clone : clones) {
            if (removes_some || removals.after(clone.folder, clone.time)) continue;
            ctx.report(clone.command->span,
                       "the whole history stays in '{}/.git'; clone with '--depth 1', or remove it in this RUN",
                       clone.folder)
                .severity(Severity::info);
          }
        }},
};

}  // namespace plimsoll::dockerfile
