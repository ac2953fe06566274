#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"
#include "facts/facts.h"
#include "glob.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> targets{"targets", "patterns of stages that are built by --target", {}};

// A word of the name says so: "app-test".
bool is_target_name(std::string_view name) {
  static const Fact words = facts::table("container-runtime")["target-names"];
  while (!name.empty()) {
    const size_t end = std::min(name.find_first_of("-_."), name.size());
    if (words.has(name.substr(0, end))) return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

}  // namespace

extern constinit const Rule healthcheck_in_non_shipped_stage = {
    .severity = Severity::info,
    .group = Group::correctness,
    .options = {&targets},
    .check =
        [](const Stage& stage, Context& ctx) {
          // What the final stage does not need at all is a target of its own.
          if (stage.shipped || !stage.reachable || is_target_name(stage.name) || fits_any(ctx[targets], stage.name))
            return;
          for (const Instruction* instruction : stage.instructions) {
            const Keyword keyword = instruction->keyword;
            if (keyword != Keyword::cmd && keyword != Keyword::entrypoint && keyword != Keyword::expose &&
                keyword != Keyword::healthcheck)
              continue;
            ctx.report(instruction->name.span, "{} has no effect here, for only files are taken from this stage",
                       name_of(keyword));
          }
        },
};

}  // namespace plimsoll::dockerfile
