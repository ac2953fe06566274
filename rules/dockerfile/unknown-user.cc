#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/syntax.h"
#include "dockerfile/users.h"

namespace plimsoll::dockerfile {
namespace {

void check_user(const User& user, const Users& users, Context& ctx) {
  if (!user.user) return;
  const Text text = user.model->expand(user.user->text, user);
  if (!text.known) return;
  const UserSpec spec = split_user(text.value);
  const size_t at = user.user->text.find(text.value);
  const auto place = [&](std::string_view part) {
    if (at == std::string_view::npos) return user.user->span;
    return place_in(user, *user.user, at + static_cast<size_t>(part.data() - text.value.data()), part.size());
  };
  if (users.lacks_user(spec.user)) {
    ctx.report(place(spec.user), "nothing in the image creates the user '{}', so containers do not start", spec.user);
  }
  if (users.lacks_group(spec.group)) {
    ctx.report(place(spec.group), "nothing in the image creates the group '{}', so containers do not start",
               spec.group);
  }
}

}  // namespace

extern constinit const Rule unknown_user = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          // The final stage speaks for its whole chain; stages below others are left to those that nothing is built on.
          if (!stage.final && (stage.shipped || stage.parent)) return;
          for (const Stage* each : chain_of(stage)) {
            for (const Instruction* instruction : each->instructions) {
              if (instruction->keyword != Keyword::user) continue;
              check_user(static_cast<const User&>(*instruction), *users_of(stage), ctx);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
