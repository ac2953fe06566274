#include "context.h"
#include "dockerfile/exec_form.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

// What is missing behind the program; empty if nothing.
std::string_view missing_flag(const std::vector<MappedText>& words) {
  const std::string last = lower(words.back().text());
  switch (shell::dialect_of(words[0].text())) {
    case shell::Dialect::unknown:
      return {};
    case shell::Dialect::powershell: {
      // A statement may follow -Command.
      for (const MappedText& word : words) {
        const std::string text = lower(word.text());
        if (text == "-c" || (text.size() >= 4 && std::string_view("-command").starts_with(text)) || text == "/c")
          return {};
        if (text == "-file" || text == "-f" || text == "-encodedcommand") return {};
      }
      return "-Command";
    }
    case shell::Dialect::cmd:
      return last == "/c" || last == "/s/c" || last == "/k" ? "" : "/C";
    default: {
      const std::string_view flag = words.back().text();
      const bool cluster = words.size() > 1 && flag.size() > 1 && flag[0] == '-' && flag[1] != '-';
      return cluster && flag.find('c') != flag.npos ? "" : "-c";
    }
  }
}

}  // namespace

extern constinit const Rule shell_without_command_flag = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Shell& shell, Context& ctx) {
          if (!shell.command.exec_form || shell.command.exec.empty()) return;
          const std::vector<MappedText>& words = shell.command.exec;
          const std::string_view flag = missing_flag(words);
          if (flag.empty()) return;
          const Span last = words.back().span(0, words.back().text().size());
          ctx.report(last, "without '{}' at the end '{}' takes each script for the name of a file", flag,
                     words[0].text())
              .suggest("append it", insert_after({last.begin, last.end + 1}, ", \"" + std::string(flag) + "\""));
        },
};

}  // namespace plimsoll::dockerfile
