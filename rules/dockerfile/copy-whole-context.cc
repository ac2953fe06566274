#include "context.h"
#include "dockerfile/build_context.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

void check(const Transfer& transfer, Context& ctx) {
  if (!shipped(transfer) || transfer.flag("exclude")) return;
  for (const ContextSource& source : context_sources(transfer)) {
    if (source.path != "." && source.path != "*") continue;
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
