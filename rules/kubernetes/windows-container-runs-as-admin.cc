#include <algorithm>
#include <string>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<bool> strict{"strict", "a container that names no user counts as well, unless of nanoserver",
                                    false};
constinit const Option<std::string_view> required_user{"required-user", "the only user that containers may have", ""};

}  // namespace

extern constinit const Rule windows_container_runs_as_admin = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"kubescape:C-0211",
                "azure-policy:Kubernetes cluster Windows containers should not run as ContainerAdministrator",
                "azure-policy:5485eac0-7e8f-4964-998b-a44f4f0c1e75", "kyverno:require-run-as-containeruser"},
    .options = {&strict, &required_user},
    .check =
        [](const Container& container, Context& ctx) {
          const Value user = container.effective("windowsOptions", "runAsUserName");
          const std::string_view required = ctx[required_user];
          if (!container.workload->windows || user.templated()) return;
          if (user.missing()) {
            // It runs as the user of its image.
            const bool admin = ctx[strict] && windows_user_of(container) == "ContainerAdministrator";
            if (!required.empty()) {
              ctx.report(container.place_of(user), "container '{}' names no user, but '{}' is required here",
                         container.name(), required);
            } else if (admin) {
              ctx.report(container.place_of(user),
                         "container '{}' names no user, so its image makes it an administrator", container.name());
            }
            return;
          }
          const bool admin = same_letters(user.string(), "ContainerAdministrator");
          const std::string instead(required.empty() ? "ContainerUser" : required);
          if (required.empty() ? !admin : same_letters(user.string(), required)) return;
          Report report =
              admin ? ctx.report(user.span(), "the container runs as '{}', who may do everything in it", user.string())
                    : ctx.report(user.span(), "user '{}' is not '{}', which is required here", user.string(), required);
          if (auto edit = set_text(user, instead)) report.suggest("use '" + instead + "'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
