#include "context.h"
#include "dockerfile/model.h"
#include "facts/facts.h"
#include "glob.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> trusted{"trusted-namespaces", "patterns of Docker Hub namespaces that are trusted", {}};

}  // namespace

extern constinit const Rule user_namespace_image = {
    .severity = Severity::info,
    .group = Group::supply_chain,
    .profile = Profile::all,
    .aliases = {"cis-docker:4.2"},
    .options = {&trusted},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.from || !stage.external() || !stage.image_known) return;
          if (stage.image.effective_registry() != "docker.io") return;
          const size_t slash = stage.image.repository.find('/');
          if (slash == std::string_view::npos) return;
          const std::string_view space = stage.image.repository.substr(0, slash);
          if (space.empty()) return;
          if (facts::table("docker-hub")["publishers"].has(space) || fits_any(ctx[trusted], space)) return;
          ctx.report(stage.from->image->span, "'{}' on Docker Hub is nobody's that is known to be trusted", space);
        },
};

}  // namespace plimsoll::dockerfile
