#include <algorithm>
#include <utility>
#include <vector>

#include "context.h"
#include "kubernetes/arguments.h"
#include "secrets.h"
#include "shell/credentials.h"

namespace plimsoll::kubernetes {

extern constinit const Rule credential_in_command_line = {
    .severity = Severity::error,
    .group = Group::secrets,
    .replaces = {"credential-in-url"},
    .check =
        [](const Container& container, Context& ctx) {
          std::vector<CommandLine> lines = command_lines_of(container, ctx.source());
          if (auto line = shell_argument_of(container, ctx.source())) lines.push_back(std::move(*line));
          for (const CommandLine& line : lines) {
            std::vector<std::pair<Span, std::string_view>> found;
            for (const Value& word : line.words) {
              const MappedText text = word.mapped(ctx.source());
              for (const Secret& secret : secrets_in_text(text.text())) {
                found.emplace_back(text.span(secret.begin, secret.end), secret.what);
              }
            }
            const size_t known = found.size();
            for (const shell::Command& command : line.script->commands) {
              for (const shell::Credential& credential : shell::credentials_in(command)) {
                const bool again = std::any_of(
                    found.begin(), found.begin() + static_cast<std::ptrdiff_t>(known), [&](const auto& other) {
                      return other.first.begin < credential.span.end && credential.span.begin < other.first.end;
                    });
                if (!again) found.emplace_back(credential.span, credential.what);
              }
            }
            for (const auto& [span, what] : found) {
              ctx.report(span, "a command of container '{}' holds {}, which every process list and log shows",
                         container.name(), what)
                  .hide(span);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
