#include "context.h"
#include "dockerfile/language_caches.h"

namespace plimsoll::dockerfile {

extern constinit const Rule language_cache_in_final_stage = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .programs = {"go", "cargo", "composer", "uv", "poetry", "pdm", "pipenv", "mvn", "gradle", "sbt", "dotnet", "mix",
                 "cabal", "stack"},
    .check = [](const shell::ManagerCall& call,
                Context& ctx) { report_cache_left(call, fmt::format("{} leaves its cache", call.manager), "", ctx); },
};

}  // namespace plimsoll::dockerfile
