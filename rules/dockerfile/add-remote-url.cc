#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {

extern constinit const Rule add_remote_url = {
    .severity = Severity::info,
    .group = Group::supply_chain,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_DOCKER_4", "kics:Curl or Wget Instead of Add", "kics:4b410d24-1cbe-4430-a632-62c9a931cf1c",
                "semgrep:prefer-copy-over-add", "dockerlinter:EA0001", "terrascan:AC_DOCKER_0035",
                "dockerfile_lint:no_add_without_https"},
    .check =
        [](const Add& add, Context& ctx) {
          if (!add.model) return;
          for (const Word& source : add.sources) {
            const std::string url = add.model->expand(source.text, add).value;
            const std::string scheme = lower(url.substr(0, url.find("//")));
            if (scheme != "http:" && scheme != "https:") continue;
            ctx.report(source.span, "ADD fetches '{}' from the network", url);
          }
        },
};

}  // namespace plimsoll::dockerfile
