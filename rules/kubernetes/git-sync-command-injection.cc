#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule git_sync_command_injection = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV_K8S_159"},
    .check =
        [](const Container& container, Context& ctx) {
          if (container["image"].string().find("git-sync") == std::string_view::npos) return;
          for (const Value& entry : container["env"].items()) {
            const Value name = entry["name"];
            if (!name.is("GITSYNC_GIT") && !name.is("GIT_SYNC_GIT")) continue;
            ctx.report(name.span(), "'{}' makes git-sync run any program in place of git, as often as it syncs",
                       name.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
