#include "context.h"
#include "dockerfile/language_caches.h"

namespace plimsoll::dockerfile {

extern constinit const Rule conda_cache_not_cleaned = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .programs = {"conda", "mamba", "micromamba"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          report_cache_left(
              call, "conda leaves its downloads",
              call.manager == "micromamba" ? "micromamba clean -ay" : fmt::format("{} clean -afy", call.manager), ctx);
        },
};

}  // namespace plimsoll::dockerfile
