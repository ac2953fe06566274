#include "context.h"
#include "dockerfile/build_context.h"
#include "dockerfile/secret_places.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

bool is_several(const Transfer& transfer) {
  if (transfer.sources.size() != 1) return transfer.sources.size() > 1;
  for (const ContextSource& source : context_sources(transfer)) {
    if (transfer.trigger_of || !has_wildcard(source.text)) continue;
    const auto matches = transfer.model->context().matches(source.path);
    return matches && matches->size() > 1;
  }
  return false;
}

// The destination says that it is a folder, or ends in something that nobody knows.
bool may_be_folder(const Transfer& transfer) {
  std::string_view text = unquoted(transfer.destination->text);
  const Text value = transfer.model->expand(transfer.destination->text, transfer);
  const size_t slash = text.rfind('/');
  const bool variable_last = text.find('$', slash == text.npos ? 0 : slash) != text.npos;
  if (variable_last && (!value.known || slash == text.npos)) return true;
  if (value.known) text = value.value;
  return text.ends_with('/') || text.ends_with('\\') || text == "." || text == ".." || text.ends_with("/.") ||
         text.ends_with("/..");
}

// "file:1f2e in /app", as layers of an image tell of what made them.
bool is_history(const Transfer& transfer) {
  const std::string_view first = transfer.sources.front().text;
  return transfer.sources.back().text == "in" &&
         (first.starts_with("file:") || first.starts_with("multi:") || first.starts_with("dir:"));
}

void check(const Transfer& transfer, Context& ctx) {
  if (!transfer.destination || !transfer.model || !is_several(transfer) || may_be_folder(transfer)) return;
  if (is_history(transfer)) return;
  Span place = transfer.destination->span;
  if (ctx.source().text(place).ends_with('"') || ctx.source().text(place).ends_with('\'')) --place.end;
  ctx.report(transfer.destination->span, "several sources go to '{}', which is a folder only with a '/' at its end",
             unquoted(transfer.destination->text))
      .fix("add the slash", insert_after(place, "/"));
}

}  // namespace

extern constinit const Rule multi_source_copy_without_slash = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3021", "trivy:DS-0011", "trivy:AVD-DS-0011", "trivy:DS011", "trivy:use-slash-for-copy-args",
                "trivy:docker-use-slash-for-copy-args", "kics:Copy With More Than Two Arguments Not Ending With Slash",
                "kics:6db6e0c2-32a3-4a2e-93b5-72c35f4119db", "dockerfilelint:add_dest_invalid", "dockerlinter:EC0004",
                "dockerfile-ls:INVALID_DESTINATION"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
