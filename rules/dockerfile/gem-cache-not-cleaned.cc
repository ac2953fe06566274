#include "context.h"
#include "dockerfile/language_caches.h"

namespace plimsoll::dockerfile {

extern constinit const Rule gem_cache_not_cleaned = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .aliases = {"dockerfile_lint:no_gem_clean_all"},
    .programs = {"gem", "bundle"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          if (call.command->has_flag({"--system"})) return;
          for (Fact flag : call.facts["no-docs"].items()) {
            if (call.command->has_flag({flag.string()})) return;
          }
          report_cache_left(
              call, call.manager == "gem" ? "gem leaves documentation and downloads" : "bundler leaves its downloads",
              "", ctx);
        },
};

}  // namespace plimsoll::dockerfile
