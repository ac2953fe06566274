#include "context.h"
#include "dockerfile/secret_places.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

bool has_drive(std::string_view path) { return path.size() > 1 && path[1] == ':' && path[0] != '/'; }

// "C:\Program Files": quotes hold no words together here, but what was meant has its head there.
std::string_view head_of_destination(const Transfer& transfer) {
  const std::string_view last = transfer.destination->text;
  const char quote = last.empty() ? '\0' : last.back();
  if ((quote == '"' || quote == '\'') && last.front() != quote) {
    for (auto source = transfer.sources.rbegin(); source != transfer.sources.rend(); ++source) {
      if (source->text.starts_with(quote)) return std::string_view(source->text).substr(1);
    }
  }
  return unquoted(last);
}

void check(const Transfer& transfer, Context& ctx) {
  if (!transfer.destination || !transfer.model || transfer.model->workdir_at(transfer).set_by) return;
  const std::string_view text = head_of_destination(transfer);
  if (text.empty() || text.starts_with('/') || text.starts_with('\\') || text.starts_with('$') || has_drive(text))
    return;
  if (transfer.stage && transfer.stage->from && base_has_workdir(*transfer.stage->root)) return;
  const Text value = transfer.model->expand(transfer.destination->text, transfer);
  ctx.report(transfer.destination->span, "no WORKDIR is set, so where '{}' is depends on the base image", value.value);
}

}  // namespace

extern constinit const Rule copy_relative_destination_without_workdir = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3045"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
