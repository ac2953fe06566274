#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

bool always_passes(const shell::Command& command) {
  if (command.base == "exit") return command.arguments.size() == 1 && command.arguments[0].text == "0";
  return command.base == "true" || command.base == ":";
}

// Answers with status 0 whatever the server says.
bool ignores_errors(const shell::Command& curl) {
  if (curl.pipeline_length > 1 || curl.in_substitution || curl.base != "curl") return false;
  if (curl.has_flag({"-f", "--fail", "--fail-with-body", "--fail-early", "-K", "--config", "-w", "--write-out"}))
    return false;
  return std::all_of(curl.arguments.begin(), curl.arguments.end(), [](const shell::Word& word) {
    const size_t scheme = word.text.find("://");
    return scheme == std::string::npos || word.text.starts_with("http");
  });
}

bool is_other_status(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos && text != "0" && text != "1";
}

}  // namespace

extern constinit const Rule healthcheck_always_passes = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Healthcheck& healthcheck, Context& ctx) {
          if (healthcheck.none || healthcheck.scripts.size() != 1 || healthcheck.scripts[0]->commands.empty()) return;
          const std::vector<shell::Command>& commands = healthcheck.scripts[0]->commands;
          const shell::Command& last = commands.back();
          const bool alone = commands.size() == 1;
          if (always_passes(last) && (alone || last.joint == shell::Joint::or_else) && last.pipeline_length == 1) {
            ctx.report(last.name.span, "the check ends with '{}', so it never fails", last.base)
                .severity(Severity::warning);
            return;
          }
          for (const shell::Command& command : commands) {
            if (command.base == "exit" && command.arguments.size() == 1 && is_other_status(command.arguments[0].text)) {
              ctx.report(command.arguments[0].span, "a check answers 0 or 1, and '{}' means nothing",
                         command.arguments[0].text)
                  .fix("write 1", replace(command.arguments[0].span, "1"));
            }
            if (!ignores_errors(command)) continue;
            Report report =
                ctx.report(command.name.span, "without --fail 'curl' takes an error page for a healthy server");
            // In an exec form the word is a string of the array.
            const bool array = healthcheck.scripts[0]->exec_form && alone;
            report.suggest("add --fail",
                           array ? insert_after({command.name.span.begin, command.name.span.end + 1}, ", \"--fail\"")
                                 : insert_after(command.name.span, " --fail"));
          }
        },
};

}  // namespace plimsoll::dockerfile
