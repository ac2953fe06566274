#include "context.h"
#include "dockerfile/secret_places.h"
#include "dockerfile/syntax.h"
#include "dockerfile/users.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> all_stages{"all-stages", "look at every USER, not only at the last one of the image",
                                        false};

}  // namespace

extern constinit const Rule numeric_user_id = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3066"},
    .options = {&all_stages},
    .check =
        [](const User& user, Context& ctx) {
          if (!user.user || !user.model || (user.stage && user.stage->windows)) return;
          const bool last = user.stage && user.stage->shipped && user.model->final_stage()->user.set_by == &user;
          if (!last && !user.trigger_of && !ctx[all_stages]) return;
          const Text text = user.model->expand(user.user->text, user);
          if (!text.known) return;
          const std::string_view name = split_user(text.value).user;
          if (name.empty() || is_number(name) || is_root(name)) return;
          const auto users = users_of(*user.stage);
          if (users->base_has(name, false)) return;
          const std::string_view written = user.user->text;
          const size_t at = written.find(name);
          const Span place = at == written.npos ? user.user->span : place_in(user, *user.user, at, name.size());
          Report report = ctx.report(place, "'{}' is a name, so Kubernetes cannot tell that it is not root", name);
          const NewUser* created = users->find(name, false);
          if (at != written.npos && created && is_number(created->id))
            report.fix("write its id", replace(place, created->id));
        },
};

}  // namespace plimsoll::dockerfile
