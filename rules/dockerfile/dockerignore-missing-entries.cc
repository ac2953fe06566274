#include <fmt/format.h>

#include "context.h"
#include "dockerfile/build_context.h"
#include "dockerfile/context_leaks.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

void check(const Transfer& transfer, Context& ctx) {
  if (transfer.trigger_of || !transfer.model || !transfer.model->context().ignore()) return;
  const BuildContext& context = transfer.model->context();
  for (const ContextSource& source : context_sources(transfer)) {
    if (source.path != "." && source.path != "*") continue;
    const auto names = names_let_through(*context.ignore());
    if (names.empty()) continue;
    ctx.report(source.word->span, "{} would let {} through", context.ignore_name(),
               fmt::format("'{}'", fmt::join(names, "', '")));
  }
}

}  // namespace

extern constinit const Rule dockerignore_missing_entries = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
