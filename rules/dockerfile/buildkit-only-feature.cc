#include <algorithm>

#include "context.h"
#include "dockerfile/ast.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> builders{"builders", "builders that must take the file: classic, kaniko, buildah", {}};

// The first of the builders that lacks a feature; empty if all have it.
std::string_view lacking(Names wanted, Fact without) {
  const auto found =
      std::find_if(wanted.begin(), wanted.end(), [&](std::string_view name) { return without.has(name); });
  return found == wanted.end() ? std::string_view() : *found;
}

void check_flag(const Instruction& instruction, const Flag& flag, Names wanted, Context& ctx) {
  const Fact flags = facts::table("builder-features")["flags"];
  std::string name = fmt::format("{} --{}", name_of(instruction.keyword), flag.name.text);
  std::string_view builder = lacking(wanted, flags[name]);
  if (builder.empty() && flag.name.text == "mount" && instruction.keyword == Keyword::run) {
    for (const Mount& mount : static_cast<const Run&>(instruction).mounts) {
      if (mount.word.span != flag.value->span) continue;
      name += fmt::format("=type={}", mount.type());
      builder = lacking(wanted, flags[name]);
    }
  }
  if (!builder.empty()) ctx.report(flag.word.span, "{} has no '{}'", builder, name);
}

bool is_git_source(std::string_view source) {
  return source.starts_with("git@") || source.starts_with("git://") ||
         (source.starts_with("http") && source.substr(0, source.find('#')).ends_with(".git"));
}

}  // namespace

extern constinit const Rule buildkit_only_feature = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::all,
    .options = {&builders},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          const Names wanted = ctx[builders];
          if (wanted.empty()) return;
          const Fact others = facts::table("builder-features")["others"];
          for (const Flag& flag : instruction.flags) check_flag(instruction, flag, wanted, ctx);
          if (const auto builder = lacking(wanted, others["heredoc"]); !builder.empty()) {
            for (const Heredoc& heredoc : instruction.heredocs) {
              ctx.report(heredoc.marker.span, "{} has no heredocs", builder);
            }
          }
          if (instruction.keyword != Keyword::add) return;
          const auto builder = lacking(wanted, others["git-source"]);
          for (const Word& source : static_cast<const Add&>(instruction).sources) {
            if (!builder.empty() && is_git_source(source.text)) {
              ctx.report(source.span, "{} does not fetch git repositories", builder);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
