#include <algorithm>

#include "context.h"
#include "dockerfile/ast.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {

extern constinit const Rule redirect_to_plaintext = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"sonar:S6506"},
    .programs = {"curl", "wget"},
    .check =
        [](const shell::Download& download, Context& ctx) {
          const shell::Command& command = *download.command;
          const bool https = std::any_of(download.url_texts.begin(), download.url_texts.end(),
                                         [](const std::string& url) { return url.starts_with("https://"); });
          if (!https) return;
          if (command.base == "curl") {
            if (!command.has_flag({"-L", "--location", "--location-trusted"}) ||
                command.has_flag({"--proto", "--proto-redir"}))
              return;
          } else if (command.has_flag({"--max-redirect", "--https-only"})) {
            return;
          }
          ctx.report(command.name.span, "'{}' follows the server to http as well, where anyone can answer",
                     command.base);
        },
};

}  // namespace plimsoll::dockerfile
