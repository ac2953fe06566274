#include <string>

#include "context.h"
#include "dockerfile/build_context.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

const Dockerignore::Line* kept_out(const ContextSource& source, const BuildContext& context) {
  const Dockerignore& ignore = *context.ignore();
  if (!has_wildcard(source.text)) {
    return context.at(source.path) == BuildContext::Entry::file ? ignore.ignored(source.path)
                                                                : ignore.ignores_all(source.path);
  }
  const Dockerignore::Line* by = nullptr;
  const auto matches = context.matches(source.path);
  if (!matches) return nullptr;
  for (const std::string& path : *matches) {
    by = ignore.ignores_all(path);
    if (!by) return nullptr;
  }
  return by;
}

void check(const Transfer& transfer, Context& ctx) {
  if (transfer.trigger_of || !transfer.model || !transfer.model->context().ignore()) return;
  const BuildContext& context = transfer.model->context();
  for (const ContextSource& source : context_sources(transfer)) {
    const Dockerignore::Line* line = kept_out(source, context);
    if (line)
      ctx.report(source.word->span, "'{}' never reaches the builder: line {} of {} keeps it out", source.text,
                 line->number, context.ignore_name());
  }
}

}  // namespace

extern constinit const Rule copy_ignored_file = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"buildkit:CopyIgnoredFile"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
