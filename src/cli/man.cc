// `plimsoll man`: the manual page, made from commands() like --help.
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/print.h"

namespace plimsoll::cli {
namespace {

// Text for troff: nothing of it is a request, and hyphens can be copied.
std::string escaped(std::string_view text) {
  std::string result;
  bool line_start = true;
  for (char c : text) {
    if (line_start && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else if (c == '|') {
      result += "|\\:";  // lists of choices are long: a line may break here
    } else {
      result += c;
    }
    line_start = c == '\n';
  }
  return result;
}

std::string entry(std::string_view head, std::string_view value, std::string_view help) {
  std::string text = ".TP\n.B " + escaped(head) + "\n";
  if (!value.empty()) text = ".TP\n\\fB" + escaped(head) + "\\fR \\fI" + escaped(value) + "\\fR\n";
  return text + escaped(help) + ".\n";
}

std::string section(const Command& command) {
  const bool main = command.name == "check";
  std::string text = fmt::format(".SS plimsoll {}\n{}.\n", escaped(command.name), escaped(command.help));
  if (main) text += "The name of this command may be left out.\n";
  if (!command.argument.name.empty()) text += entry(command.argument.name, "", command.argument.help);
  for (const Option& option : command.options) {
    const std::string letter = option.letter ? fmt::format("-{}, ", option.letter) : "";
    text += option.bare ? entry(option.name + "[=" + option.value + "]", "", option.help)
                        : entry(letter + option.name, option.value, option.help);
  }
  size_t start = command.details.find_first_not_of('\n');
  if (start == std::string::npos) return text;
  const std::string details = command.details.substr(start, command.details.find_last_not_of('\n') + 1 - start);
  return text + ".PP\n.nf\n" + escaped(details) + "\n.fi\n";
}

std::string page() {
  std::string synopsis, sections, variables;
  for (const Command& command : commands()) {
    const std::string_view options = command.options.empty() ? "" : " [\\fIOPTIONS\\fR]";
    const std::string argument =
        command.argument.name.empty()
            ? ""
            : fmt::format(" \\fI{}\\fR{}", escaped(command.argument.name), command.argument.repeatable ? "..." : "");
    synopsis += fmt::format("{}\\fBplimsoll {}\\fR{}{}\n", synopsis.empty() ? "" : ".br\n", escaped(command.name),
                            options, argument);
    sections += section(command);
  }
  // No date: the same source makes the same page.
  return fmt::format(R"(.TH PLIMSOLL 1 "" "plimsoll {}" "User commands"
.ad l
.nh
.SH NAME
plimsoll \- lint Dockerfiles and Kubernetes manifests
.SH SYNOPSIS
.nf
{}.fi
.SH DESCRIPTION
Plimsoll reads Dockerfiles as the builder does and manifests as the API server does, and says what is wrong at the very
word.
It reads files and prints; it opens no network connection.
.SH COMMANDS
{}.SH FILES
.TP
.I .plimsoll.yaml
The configuration: the nearest one up from each file that is checked.
.SH EXIT STATUS
.TP
0
Nothing at or above what
.B \-\-fail\-on
says.
.TP
1
Findings.
.TP
2
Something could not be done: a bad option or configuration, a file that cannot be read, nothing to check.
)",
                     PLIMSOLL_VERSION, synopsis, sections);
}

}  // namespace

Command man_command() {
  return {.name = "man",
          .help = "Print the manual page",
          .run = [] { return print([](const Write& write) { write(page()); }); },
          .details = "\nTo read it: plimsoll man | man -l -\n"};
}

}  // namespace plimsoll::cli
