#include <string>

#include "context.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

void check(const Transfer& transfer, Context& ctx) {
  if (!transfer.destination || (transfer.stage && transfer.stage->root->scratch)) return;
  for (const ContextSource& source : context_sources(transfer)) {
    if (source.path != ".") continue;
    const Text target = destination_of(transfer);
    const Stage* root = transfer.stage ? transfer.stage->root : nullptr;
    const bool default_root =
        root && !transfer.model->workdir_at(transfer).set_by && !root->image.official_name().empty() &&
        !base_has_workdir(*root) &&
        transfer.model->expand(transfer.destination->text, transfer).value.find_first_not_of("./") == std::string::npos;
    if (!default_root && (!target.known || clean_path(target.value) != "/" || !target.value.starts_with('/'))) continue;
    ctx.report(transfer.destination->span, "the whole build context goes into '/', among the folders of the system");
    return;
  }
}

}  // namespace

extern constinit const Rule copy_to_filesystem_root = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
