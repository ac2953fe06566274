#include <algorithm>

#include "context.h"
#include "dockerfile/build_context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/syntax.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

// A later COPY takes the whole folder from this stage into the image.
bool handed_on(const Transfer& transfer) {
  const Text folder = destination_of(transfer);
  if (!folder.known) return false;
  const auto takes = [&](const Instruction* instruction) {
    const Transfer* copy = transfer_of(*instruction);
    const Flag* from = copy ? copy->flag("from") : nullptr;
    if (!from) return false;
    const Stage* stage = copy->model->stage_reference(value_of(*from), *copy).stage;
    if (!stage) return false;
    const auto chain = chain_of(*stage);
    if (std::find(chain.begin(), chain.end(), transfer.stage) == chain.end()) return false;
    return std::any_of(copy->sources.begin(), copy->sources.end(), [&](const Word& source) {
      const Text path = copy->model->expand(source.text, *copy);
      return path.known && is_below(clean_path(folder.value), clean_path("/" + path.value));
    });
  };
  const auto& stages = transfer.model->stages();
  return std::any_of(stages.begin(), stages.end(), [&](const auto& stage) {
    return stage->shipped && std::any_of(stage->instructions.begin(), stage->instructions.end(), takes);
  });
}

void check(const Transfer& transfer, Context& ctx) {
  if (transfer.flag("exclude")) return;
  for (const ContextSource& source : context_sources(transfer)) {
    if ((source.path != "." && source.path != "*") || (!shipped(transfer) && !handed_on(transfer))) continue;
    const Dockerignore* ignore = transfer.trigger_of ? nullptr : transfer.model->context().ignore();
    if (ignore && ignore->ignored(".git") && ignore->ignored(".env")) continue;
    ctx.report(source.word->span, "the whole build context goes into the image, with whatever is in it on that day");
  }
}

}  // namespace

extern constinit const Rule copy_whole_context = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"sonar:S6470"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
