#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> build_stages{"build-stages", "report stages that do not ship as well, as info", false};

// Of "user:group": all of the user's name or number, which is unknown if a variable is left in it.
bool is_root(std::string_view user, bool windows) {
  user = user.substr(0, user.find(':'));
  if (windows) return lower(user.substr(user.rfind('\\') + 1)) == "containeradministrator";
  return user == "root" || (!user.empty() && user.find_first_not_of('0') == user.npos);
}

}  // namespace

extern constinit const Rule last_user_root = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"hadolint:DL3002", "trivy:DS-0002", "trivy:AVD-DS-0002", "trivy:DS002", "trivy:least-privilege-user",
                "trivy:docker-least-privilege-user", "checkov:CKV_DOCKER_8", "kics:Last User Is 'root'",
                "kics:67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae", "semgrep:last-user-is-root", "sonar:S6471",
                "dockle:CIS-DI-0001", "dockerlinter:EU0001", "dockerfile_lint:root_user", "cis-docker:4.1"},
    .options = {&build_stages},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.user.set_by || !is_root(stage.user.text.value, stage.windows)) return;
          const Word& word = *static_cast<const User&>(*stage.user.set_by).user;
          if (stage.final) {
            ctx.report(word.span, "the last user is '{}', so a break-in has all rights in the container",
                       stage.user.text.value);
          } else if (ctx[build_stages] && stage.user.set_by->stage == &stage && !stage.shipped) {
            ctx.report(word.span, "the last user of a build stage is '{}'", stage.user.text.value)
                .severity(Severity::info);
          }
        },
};

}  // namespace plimsoll::dockerfile
