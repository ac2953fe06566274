#include "context.h"
#include "dockerfile/language_caches.h"

namespace plimsoll::dockerfile {

extern constinit const Rule pip_cache_not_disabled = {
    .severity = Severity::info,
    .group = Group::image_size,
    .aliases = {"hadolint:DL3042", "kics:Pip install Keeping Cached Packages",
                "kics:f2f903fb-b977-461e-98d7-b3e2185c6118", "semgrep:missing-pip-no-cache-dir",
                "terrascan:AC_DOCKER_0031"},
    .programs = {"pip"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          if (!leaves_cache(call)) return;
          auto report =
              ctx.report(call.subcommand, "pip keeps what it downloads in this layer; --no-cache-dir keeps it out");
          if (!call.command->script->exec_form)
            report.fix("add --no-cache-dir", insert_after(call.subcommand, " --no-cache-dir"));
        },
};

}  // namespace plimsoll::dockerfile
