#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/ports.h"
#include "dockerfile/users.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> unprivileged{"nonroot-images", "patterns of base images that set a user", {}};

}  // namespace

extern constinit const Rule missing_user = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"trivy:DS-0002", "trivy:AVD-DS-0002", "trivy:DS002", "trivy:least-privilege-user",
                "trivy:docker-least-privilege-user", "checkov:CKV_DOCKER_3", "kics:Missing User Instruction",
                "kics:fd54f200-402c-4333-a5a4-36ef6709af2f", "semgrep:missing-user", "semgrep:missing-user-entrypoint",
                "sonar:S6471", "dockle:CIS-DI-0001", "dockerfile_lint:required_instructions",
                "terrascan:AC_DOCKER_0005", "cis-docker:4.1"},
    .options = {&unprivileged},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || stage.user.set_by || (!stage.from && stage.instructions.empty())) return;
          const Stage& root = *stage.root;
          if (root.from && (is_unprivileged(root.image) || drops_rights(stage))) return;
          for (std::string_view pattern : ctx[unprivileged]) {
            if (is_named(root.image, pattern)) return;
          }
          const Instruction& first = stage.from ? *stage.from : *stage.instructions.front();
          const Span place = stage.from && stage.from->image ? stage.from->image->span : first.name.span;
          const bool known = root.scratch || (root.image_known && !root.image.official_name().empty());
          const bool builder = is_build_name(stage.name);
          Report report =
              ctx.report(place, "no USER is set, so containers run as {}{}",
                         stage.windows ? "an administrator" : "root", known ? "" : " unless the base image sets one");
          report.severity(builder ? Severity::info : Severity::warning);
          // A program that listens where only root may would not start any more.
          if (builder || stage.windows || !privileged_ports(stage).empty()) return;
          if (const auto edit = user_before_start(stage, "10001"))
            report.suggest("run as a user without rights", *edit);
        },
};

}  // namespace plimsoll::dockerfile
