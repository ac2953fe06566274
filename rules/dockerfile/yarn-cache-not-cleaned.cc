#include "context.h"
#include "dockerfile/language_caches.h"

namespace plimsoll::dockerfile {

extern constinit const Rule yarn_cache_not_cleaned = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .aliases = {"datadog-iac:run_yarn_clean_after_yarn_install", "datadog-iac:9e13082c-2e00-278b-8ee9-34f43fffc791",
                "hadolint:DL3060"},
    .programs = {"yarn"},
    .check = [](const shell::ManagerCall& call,
                Context& ctx) { report_cache_left(call, "yarn leaves its cache", "yarn cache clean", ctx); },
};

}  // namespace plimsoll::dockerfile
