#include <algorithm>

#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> allowed_users{"allowed-users", "names; DOMAIN\\* stands for all users of the domain", {}};

bool is_allowed(std::string_view user, Names allowed) {
  return std::any_of(allowed.begin(), allowed.end(), [&](std::string_view name) {
    if (!name.ends_with("\\*")) return same_letters(user, name);
    name.remove_suffix(1);
    return user.size() > name.size() && same_letters(user.substr(0, name.size()), name);
  });
}

}  // namespace

extern constinit const Rule windows_container_user_not_allowed = {
    .severity = Severity::error,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases =
        {"azure-policy:Kubernetes cluster Windows containers should only run with approved user and domain user group",
         "azure-policy:57dde185-5c62-4063-b965-afbb201e9c1c"},
    .options = {&allowed_users},
    .check =
        [](const Container& container, Context& ctx) {
          const std::string_view user = windows_user_of(container);
          if (!container.workload->windows || user.empty() || is_allowed(user, ctx[allowed_users])) return;
          const Value name = container.effective("windowsOptions", "runAsUserName");
          if (name.missing()) {
            ctx.report(container.place_of(name),
                       "container '{}' runs as '{}' by its image, who is not among the allowed users", container.name(),
                       user);
          } else {
            ctx.report(name.span(), "user '{}' is not among the allowed ones", user);
          }
        },
};

}  // namespace plimsoll::kubernetes
