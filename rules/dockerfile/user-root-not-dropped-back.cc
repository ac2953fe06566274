#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/casing.h"
#include "dockerfile/users.h"

namespace plimsoll::dockerfile {
namespace {

const User* as_user(const Instruction& instruction) {
  if (instruction.keyword != Keyword::user) return nullptr;
  const auto& user = static_cast<const User&>(instruction);
  return user.user ? &user : nullptr;
}

}  // namespace

extern constinit const Rule user_root_not_dropped_back = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"hadolint:DL3002", "trivy:DS-0002", "trivy:AVD-DS-0002", "trivy:DS002", "trivy:least-privilege-user",
                "trivy:docker-least-privilege-user", "checkov:CKV_DOCKER_8", "kics:Last User Is 'root'",
                "kics:67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae"},
    .replaces = {"last-user-root"},
    .check =
        [](const Stage& stage, Context& ctx) {
          const auto* last = static_cast<const User*>(stage.user.set_by);
          if (!stage.final || stage.windows || !last || !is_root(split_user(stage.user.text.value).user)) return;
          const User* earlier = nullptr;
          const User* back = nullptr;
          const Instruction* step = nullptr;
          const auto chain = chain_of(stage);
          for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
            for (const Instruction* each : (*at)->instructions) {
              const User* user = as_user(*each);
              if (!user) {
                const bool makes_layer =
                    each->keyword == Keyword::run || each->keyword == Keyword::copy || each->keyword == Keyword::add;
                if (back && makes_layer) step = each;
                continue;
              }
              const Text text = user->model->expand(user->user->text, *user);
              if (!text.known || text.value.empty()) return;
              if (!is_root(split_user(text.value).user)) {
                earlier = user;
                back = nullptr;
              } else if (earlier && !back) {
                back = user;
              }
            }
          }
          if (!back || !step) return;
          const std::string_view name = earlier->user->text;
          ctx.report(last->user->span, "root is never left again: the image ends with it, not with '{}'", name)
              .note(earlier->user->span, "the user before")
              .suggest(fmt::format("go back to '{}'", name),
                       insert_after(step->whole, fmt::format("\n{} {}", spelled_like(*step, Keyword::user), name)));
        },
};

}  // namespace plimsoll::dockerfile
