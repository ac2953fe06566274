#include <algorithm>

#include "context.h"
#include "dockerfile/ast.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {
namespace {

bool is_for_good(std::string_view file) {
  return !file.empty() && !file.starts_with("/tmp") && !file.starts_with("/dev/") && !file.starts_with("&") &&
         file.find_first_not_of("0123456789") != file.npos;
}

bool writes(const shell::Command& command) {
  return std::any_of(command.redirects.begin(), command.redirects.end(), [](const shell::Redirect& redirect) {
    return (redirect.op == ">" || redirect.op == ">>" || redirect.op == "1>" || redirect.op == "&>") &&
           is_for_good(redirect.target.text);
  });
}

// The output is another each time.
bool is_volatile(const shell::Command& command) {
  if (command.base == "date") return !command.has_flag({"-d", "--date", "-r", "--reference", "--version"});
  if (command.base == "openssl") return command.is("openssl", {"rand"});
  if (command.base == "cat") {
    return std::any_of(command.arguments.begin(), command.arguments.end(),
                       [](const shell::Word& word) { return word.text.starts_with("/proc/sys/kernel/random/"); });
  }
  if (command.base == "hostname") return command.arguments.empty();
  return true;
}

bool compiles(const shell::Command& command) {
  if (command.base == "export") return true;
  return std::any_of(command.arguments.begin(), command.arguments.end(), [](const shell::Word& word) {
    return word.text.find("ldflags") != std::string::npos || word.text.starts_with("-D") || word.text.starts_with("-X");
  });
}

// Where the output goes: the command itself, the next ones of its pipeline, or the one whose word it is part of.
bool is_kept(const shell::Command& command) {
  if (writes(command)) return true;
  const auto& commands = command.script->commands;
  const shell::Command* end = commands.data() + commands.size();
  for (const shell::Command* next = &command + 1; next < end && next - &command < 16; ++next) {
    if (next->pipeline != command.pipeline || command.pipeline_length < 2) break;
    if (writes(*next) || next->base == "tee") return true;
  }
  if (!command.in_substitution) return false;
  const shell::Command* first = commands.data();
  for (const shell::Command* around = &command; around > first && &command - around < 16;) {
    --around;
    if (around->span.contains(command.span) && !around->in_substitution) return writes(*around) || compiles(*around);
  }
  for (const shell::Command* around = &command + 1; around < end && around - &command < 16; ++around) {
    if (around->span.contains(command.span) && !around->in_substitution) return writes(*around) || compiles(*around);
  }
  return false;
}

}  // namespace

extern constinit const Rule volatile_command_in_run = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .programs = {"date", "uuidgen", "openssl", "hostname", "cat"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* run = command.script->instruction;
          if (run->keyword != Keyword::run || !is_volatile(command)) return;
          if (run->arguments.find("SOURCE_DATE_EPOCH") != std::string_view::npos || !is_kept(command)) return;
          ctx.report(command.name.span,
                     "the output of '{}' is another in each build, and the cache keeps that of some day", command.base);
        },
};

}  // namespace plimsoll::dockerfile
