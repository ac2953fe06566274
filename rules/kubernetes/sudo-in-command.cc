#include <algorithm>

#include "context.h"
#include "kubernetes/arguments.h"

namespace plimsoll::kubernetes {
namespace {

bool is_sudo(std::string_view word) {
  const std::string_view program = word.substr(word.rfind('/') + 1);
  return program == "sudo" || program == "doas";
}

}  // namespace

extern constinit const Rule sudo_in_command = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kubescape:C-0062"},
    .check =
        [](const Container& container, Context& ctx) {
          for (const CommandLine& line : command_lines_of(container, ctx.source())) {
            std::vector<Span> found;
            for (const shell::Command& command : line.script->commands) {
              for (const shell::Word& wrapper : command.wrappers) {
                if (is_sudo(wrapper.text)) found.push_back(wrapper.span);
              }
              if (is_sudo(command.name.text)) found.push_back(command.name.span);
            }
            // Programs pass commands on that we do not know of.
            for (const Value& word : line.words) {
              const MappedText text = word.mapped(ctx.source());
              if (is_sudo(text.text())) found.push_back(text.span(text.text()));
            }
            std::sort(found.begin(), found.end(), [](Span a, Span b) { return a.begin < b.begin; });
            found.erase(std::unique(found.begin(), found.end()), found.end());
            for (const Span& span : found) {
              ctx.report(span,
                         "container '{}' runs a command with '{}', so it needs a way to root that attackers find too",
                         container.name(), ctx.source().text(span));
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
