#include <vector>

#include "context.h"
#include "dockerfile/build_context.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

void check(const Transfer& transfer, Context& ctx) {
  if (transfer.flag("parents") || transfer.sources.size() < 2 || !transfer.model) return;
  std::vector<const Word*> folders;
  const BuildContext& context = transfer.model->context();
  for (const ContextSource& source : context_sources(transfer)) {
    const bool here = !transfer.trigger_of && context.at(source.path) == BuildContext::Entry::folder;
    if (source.path != "." && (source.text.ends_with('/') || here)) folders.push_back(source.word);
  }
  if (folders.size() < 2) return;
  for (const Word* folder : folders)
    ctx.report(folder->span, "what is in '{}' is copied, not the folder, and mixes with that of the others",
               folder->text);
}

}  // namespace

extern constinit const Rule copy_directory_flattens = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::all,
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
