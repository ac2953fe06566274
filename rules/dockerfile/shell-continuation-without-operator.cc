#include "context.h"
#include "dockerfile/ast.h"
#include "facts/facts.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {
namespace {

// The word and the next one on its line are the head of a command: apt-get update, rm -rf, mkdir -p.
bool begins_command(const shell::Command& command, size_t i, const Source& source) {
  const shell::Word& word = command.arguments[i];
  if (!word.literal || i + 1 >= command.arguments.size() || source.text(word.span) != word.text) return false;
  const Fact heads = facts::table("command-heads")["heads"][word.text];
  if (!heads.exists()) return false;
  const shell::Word& next = command.arguments[i + 1];
  if (source.text({word.span.end, next.span.begin}).find('\n') != std::string_view::npos) return false;
  for (Fact head : heads.items()) {
    const std::string_view text = head.string();
    const bool prefix = text.ends_with('*');
    if (prefix ? next.text.starts_with(text.substr(0, text.size() - 1)) : next.text == text) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule shell_continuation_without_operator = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"ineffective-run-export"},
    // Among whose arguments no other command stands.
    .programs =
        {"set",     "apt-get", "apt",     "apk",      "yum",       "dnf",       "microdnf",  "zypper",
         "pip",     "pip3",    "npm",     "yarn",     "gem",       "mkdir",     "rmdir",     "rm",
         "chmod",   "chown",   "chgrp",   "cp",       "mv",        "ln",        "cd",        "touch",
         "useradd", "adduser", "usermod", "groupadd", "addgroup",  "tar",       "unzip",     "curl",
         "wget",    "git",     "make",    "cmake",    "export",    "sed",       "systemctl", "update-alternatives",
         "dpkg",    "rpm",     "gunzip",  "install",  "localedef", "locale-gen"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* run = command.script->instruction;
          if (!run || run->keyword != Keyword::run || command.script->exec_form) return;
          const Source& source = ctx.source();
          // Most commands stand on one line.
          if (command.arguments.size() < 2 || source.text(command.span).find('\n') == std::string_view::npos) return;
          for (size_t i = 0; i < command.arguments.size(); ++i) {
            const Span before = i == 0 ? command.name.span : command.arguments[i - 1].span;
            const Span here = command.arguments[i].span;
            if (before.end > here.begin || source.text({before.end, here.begin}).find('\n') == std::string_view::npos)
              continue;
            if (!begins_command(command, i, source)) continue;
            ctx.report(here, "'{}' is an argument of '{}' here; the line before lacks && or ;",
                       command.arguments[i].text, command.name.text)
                .suggest("end the line before with &&", insert_after(before, " &&"));
          }
        },
};

}  // namespace plimsoll::dockerfile
