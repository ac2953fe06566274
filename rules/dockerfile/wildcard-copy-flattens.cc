#include <algorithm>
#include <optional>

#include "context.h"
#include "dockerfile/build_context.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

// A wildcard in a folder of the path. Of another stage only a folder that may have any name counts: "*-linux-gnu" and
// "python3.*" are one folder whose name is not known before.
bool has_wild_folder(std::string_view path, bool from_stage) {
  const size_t last = path.rfind('/');
  if (last == path.npos) return false;
  std::string_view folders = path.substr(0, last);
  while (!folders.empty()) {
    const std::string_view part = folders.substr(0, folders.find('/'));
    folders.remove_prefix(std::min(folders.size(), part.size() + 1));
    if (from_stage ? part == "*" || part == "**" : has_wildcard(part)) return true;
  }
  return false;
}

void check(const Transfer& transfer, Context& ctx) {
  if (transfer.flag("parents") || !transfer.model) return;
  const bool from_stage = transfer.flag("from") != nullptr;
  for (const Word& source : transfer.sources) {
    const Text path = transfer.model->expand(source.text, transfer);
    if (source_kind(path.value) != SourceKind::path || !has_wild_folder(path.value, from_stage)) continue;
    const auto matches =
        from_stage || transfer.trigger_of ? std::nullopt : transfer.model->context().matches(clean_source(path.value));
    if (matches && matches->size() < 2) continue;
    ctx.report(source.span, "all that fits '{}' lands in one folder, where equal names overwrite one another",
               path.value);
  }
}

}  // namespace

extern constinit const Rule wildcard_copy_flattens = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Add& add, Context& ctx) { check(add, ctx); }},
};

}  // namespace plimsoll::dockerfile
