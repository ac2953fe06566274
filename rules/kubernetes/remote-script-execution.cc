#include <utility>
#include <vector>

#include "context.h"
#include "kubernetes/arguments.h"
#include "shell/remote_code.h"

namespace plimsoll::kubernetes {
namespace {

bool is_network_pipe(std::string_view path) { return path.starts_with("/dev/tcp/") || path.starts_with("/dev/udp/"); }

bool is_shell(const shell::Command& command) { return shell::dialect_of(command.base) != shell::Dialect::unknown; }

bool decodes(const shell::Command& command) {
  return command.base == "base64" && command.has_flag({"-d", "-D", "--decode"});
}

// sh -i | nc host port
bool feeds_network(const shell::Command& shell, const shell::Command* next) {
  return next && next->pipeline == shell.pipeline && shell.has_flag({"-i"}) &&
         (next->base == "nc" || next->base == "ncat" || next->base == "netcat" || next->base == "telnet");
}

// A shell that talks to the network: bash -i >& /dev/tcp/…, nc -e /bin/sh.
bool is_reverse_shell(const shell::Command& command) {
  if (command.base == "nc" || command.base == "ncat" || command.base == "netcat")
    return command.has_flag({"-e", "-c", "--exec", "--sh-exec"});
  if (!is_shell(command)) return false;
  for (const shell::Redirect& redirect : command.redirects) {
    if (is_network_pipe(redirect.target.text)) return true;
    if (redirect.op == ">&" && redirect.target.text.find("/") != std::string::npos && command.has_flag({"-i"}))
      return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule remote_script_execution = {
    .severity = Severity::warning,
    .group = Group::security,
    .check =
        [](const Container& container, Context& ctx) {
          std::vector<CommandLine> lines = command_lines_of(container, ctx.source());
          if (auto line = shell_argument_of(container, ctx.source())) lines.push_back(std::move(*line));
          for (const CommandLine& line : lines) {
            const shell::Script& script = *line.script;
            if (const auto span = shell::remote_code_in_powershell(script))
              ctx.report(*span, "what this downloads runs unchecked whenever container '{}' starts", container.name());
            for (const shell::RemoteCode& code : shell::remote_code({&script})) {
              const std::string_view host = shell::host_of(code.url);
              ctx.report(code.download->span,
                         "container '{}' runs what {} sends, unchecked and anew whenever it starts", container.name(),
                         host.empty() ? "a server" : fmt::format("'{}'", host));
            }
            const shell::Command* decoder = nullptr;
            for (const shell::Command& command : script.commands) {
              if (decodes(command)) decoder = &command;
              const bool follows = decoder && decoder->pipeline == command.pipeline && decoder != &command;
              if (follows && is_shell(command) && command.operands().empty())
                ctx.report(decoder->span, "container '{}' runs a script that is hidden from readers", container.name());
              const shell::Command* next = &command == &script.commands.back() ? nullptr : &command + 1;
              if (is_reverse_shell(command) || (is_shell(command) && feeds_network(command, next))) {
                ctx.report(command.span, "container '{}' opens a shell to whoever is at the other end",
                           container.name())
                    .severity(Severity::error);
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
