#include "context.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> allow_squash{"allow-squash", "say nothing of a stage from scratch that has only this COPY",
                                          false};

// FROM scratch, one COPY, and nothing else that makes layers.
bool is_squash(const Stage& stage) {
  size_t layers = 0;
  for (const Instruction* instruction : stage.instructions) {
    layers += instruction->keyword == Keyword::run || transfer_of(*instruction) != nullptr;
  }
  return stage.scratch && layers == 1;
}

}  // namespace

extern constinit const Rule copy_entire_filesystem_from_stage = {
    .severity = Severity::warning,
    .group = Group::image_size,
    .aliases = {"hadolint:DL3067"},
    .options = {&allow_squash},
    .check =
        [](const Copy& copy, Context& ctx) {
          if (!copy.flag("from") || !copy.destination || !copy.model) return;
          if (copy.model->expand(copy.destination->text, copy).value != "/") return;
          for (const Word& source : copy.sources) {
            if (copy.model->expand(source.text, copy).value != "/") continue;
            const bool squash = copy.stage && is_squash(*copy.stage);
            if (squash && ctx[allow_squash]) return;
            ctx.report(source.span,
                       "the whole file system of another stage is copied, with all that its build left behind")
                .severity(squash ? Severity::info : Severity::warning);
          }
        },
};

}  // namespace plimsoll::dockerfile
