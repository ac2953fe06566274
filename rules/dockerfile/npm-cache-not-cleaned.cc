#include "context.h"
#include "dockerfile/language_caches.h"

namespace plimsoll::dockerfile {

extern constinit const Rule npm_cache_not_cleaned = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .programs = {"npm", "pnpm", "bun"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          if (call.manager == "npm") {
            report_cache_left(call, "npm leaves its cache", "npm cache clean --force", ctx);
          } else if (call.manager == "bun") {
            report_cache_left(call, "bun leaves its cache", "bun pm cache rm", ctx);
          } else {
            // Modules are links into the store on one file system, so that only what nobody uses may go.
            report_cache_left(call, "pnpm leaves its store", "pnpm store prune", ctx);
          }
        },
};

}  // namespace plimsoll::dockerfile
