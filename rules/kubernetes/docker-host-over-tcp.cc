#include "context.h"
#include "image.h"
#include "kubernetes/arguments.h"

namespace plimsoll::kubernetes {
namespace {

bool is_plain_port(std::string_view address) { return address.starts_with("tcp://") && address.ends_with(":2375"); }

bool is_local(std::string_view address) {
  return address.find("//localhost:") != address.npos || address.find("//127.0.0.1:") != address.npos;
}

Value variable(const Container& container, std::string_view name) {
  for (const Value& entry : container["env"].items()) {
    if (entry["name"].is(name)) return entry;
  }
  return {};
}

bool runs_docker(const shell::Command& command) {
  return command.base == "dockerd" || command.base == "dockerd-entrypoint.sh" || command.base == "docker" ||
         command.base == "dind";
}

// docker:dind, docker:29-dind, whose start script opens a port.
bool is_daemon_image(const Value& value) {
  const ImageRef image = split_image(value.string());
  return image.official_name() == "docker" && image.tag && image.tag->find("dind") != std::string_view::npos;
}

// The address behind -H or --host in one word.
std::string_view address_in(std::string_view word) {
  for (std::string_view flag : {"--host=", "-H=", "-H"}) {
    if (word.starts_with(flag)) return word.substr(flag.size());
  }
  return word;
}

}  // namespace

extern constinit const Rule docker_host_over_tcp = {
    .severity = Severity::warning,
    .group = Group::security,
    .check =
        [](const Container& container, Context& ctx) {
          const Value host = variable(container, "DOCKER_HOST")["value"];
          const Value verify = variable(container, "DOCKER_TLS_VERIFY");
          // Whatever the daemon says goes: an empty value does not switch TLS on.
          const bool encrypted = !verify["value"].string().empty() || !verify["valueFrom"].missing();
          const std::string_view address = host.string();
          if (is_plain_port(address) ||
              (address.starts_with("tcp://") && !host.templated() && !encrypted && container["envFrom"].missing())) {
            ctx.report(host.span(), "the Docker daemon at '{}' is reached without TLS, so {} is root there", address,
                       is_local(address) ? "everything in the pod" : "whoever is on the way")
                .severity(is_local(address) ? Severity::info : Severity::warning);
          }
          const Value certificates = variable(container, "DOCKER_TLS_CERTDIR")["value"];
          if (is_daemon_image(container["image"]) && certificates.is("")) {
            ctx.report(
                certificates.span(),
                "without 'DOCKER_TLS_CERTDIR' Docker listens on port 2375 without TLS, so whoever reaches it is root");
          }
          for (const CommandLine& line : command_lines_of(container, ctx.source())) {
            for (const shell::Command& command : line.script->commands) {
              if (!runs_docker(command)) continue;
              for (const shell::Word& word : command.arguments) {
                const std::string_view listens = address_in(word.text);
                const bool plain = word.text == "--tls=false";
                if ((!is_plain_port(listens) || is_local(listens)) && !plain) continue;
                ctx.report(word.span, "'{}' opens Docker without TLS, so whoever reaches it is root on the node",
                           word.text);
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
