#include "shell/shellcheck.h"

#include "context.h"

namespace plimsoll::dockerfile {
namespace {

// ShellCheck's sentence as a clause: "double quote to prevent globbing and word splitting".
std::string clause(std::string text) {
  while (!text.empty() && text.back() == '.') text.pop_back();
  const bool word = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
  if (word && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

}  // namespace

extern constinit const Rule shellcheck = {
    .severity = Severity::warning,
    .group = Group::shell,
    .alias_table = "shellcheck",
    .check =
        [](const shell::ShellComment& comment, Context& ctx) {
          auto finding = ctx.report(comment.span, "{} ({})", clause(comment.message), comment.code);
          finding.code(comment.code).severity(comment.severity);
          if (!comment.edits.empty()) finding.suggest("do what ShellCheck proposes", comment.edits);
        },
};

}  // namespace plimsoll::dockerfile
