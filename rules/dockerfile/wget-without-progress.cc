#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

// wget prints little: -q, -nv, a log file, a word about the progress, or nothing is fetched.
bool is_quiet(const shell::Command& command) {
  static const Fact values = facts::table("package-managers")["wget"]["values"];
  for (std::string_view name :
       {"--progress", "--quiet", "--no-verbose", "--output-file", "--append-output", "--version", "--help"}) {
    if (command.has_flag({name})) return true;
  }
  for (const shell::Word& word : command.arguments) {
    const std::string_view text = word.text;
    if (text.starts_with("--show-progress=") || text.starts_with("--no-show-progress")) return true;
    if (text.size() < 2 || text[0] != '-' || text[1] == '-') continue;
    for (size_t i = 1; i < text.size(); ++i) {
      if (text[i] == 'q' || text[i] == 'o' || text[i] == 'a' || text.substr(i, 2) == "nv") return true;
      const char flag[] = {'-', text[i]};
      if (values.has(std::string_view(flag, 2))) break;
      if (text[i] == 'n') ++i;
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule wget_without_progress = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3047"},
    .programs = {"wget"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* run = command.script->instruction;
          if (!run || run->keyword != Keyword::run || is_quiet(command)) return;
          if (run->stage && run->stage->root->image_known && is_busybox_image(run->stage->root->image)) return;
          ctx.report(command.name.span, "wget fills the log of the build with its progress bar")
              .fix("print one line for each file", insert_after(command.name.span, " -nv"));
        },
};

}  // namespace plimsoll::dockerfile
