#include <fmt/format.h>

#include <string>

#include "context.h"
#include "dockerfile/build_context.h"
#include "dockerfile/context_leaks.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> must_ignore{
    "must-ignore", "names in the context that no image should get, besides those that are built in", {}};

void check(const Transfer& transfer, Context& ctx) {
  if (transfer.trigger_of || !transfer.model || transfer.flag("exclude")) return;
  for (const ContextSource& source : context_sources(transfer)) {
    if (source.path != "." && source.path != "*") continue;
    const BuildContext& context = transfer.model->context();
    const ContextLeaks leaks = leaks_of(context, ctx[must_ignore]);
    if (leaks.names.empty() && !context.without_ignore()) continue;
    const bool grave = leaks.secret || (leaks.any_history && shipped(transfer));
    const std::string which = leaks.names.empty() ? "anything" : fmt::format("'{}'", fmt::join(leaks.names, "', '"));
    const std::string file = context.ignore() ? context.ignore_name() + " does not keep" : "no .dockerignore keeps";
    ctx.report(source.word->span, "the whole folder is copied, and {} {} out", file, which)
        .severity(grave ? Severity::warning : Severity::info);
  }
}

}  // namespace

extern constinit const Rule copy_context_without_dockerignore = {
    .severity = Severity::warning,
    .group = Group::security,
    .options = {&must_ignore},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
