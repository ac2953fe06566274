#include <algorithm>
#include <string>

#include "context.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

bool same_flags(const Transfer& a, const Transfer& b) {
  if (a.flags.size() != b.flags.size()) return false;
  for (size_t i = 0; i < a.flags.size(); ++i) {
    if (a.flags[i].word.text != b.flags[i].word.text) return false;
  }
  return true;
}

bool same_target(const Transfer& a, const Transfer& b) {
  return a.keyword == b.keyword && a.destination && b.destination && a.destination->text == b.destination->text &&
         a.heredocs.empty() && b.heredocs.empty() && same_flags(a, b);
}

// Single files by their names, which no variable or wildcard makes more of.
bool all_files(const Transfer& transfer) {
  if (transfer.exec_form || !transfer.destination->text.ends_with('/')) return false;
  return std::all_of(transfer.sources.begin(), transfer.sources.end(), [](const Word& source) {
    const std::string name = base_name(source.text);
    return name.find('.', 1) != name.npos && !has_wildcard(name) && source.text.find('$') == std::string_view::npos &&
           !source.text.ends_with('/');
  });
}

}  // namespace

extern constinit const Rule consecutive_copy = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .aliases = {"kics:Multiple RUN, ADD, COPY, Instructions Listed", "kics:0008c003-79aa-42d8-95b8-1c2fe37dbfe6"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.shipped) return;
          const Transfer* before = nullptr;
          const Transfer* first = nullptr;
          for (const Instruction* instruction : stage.instructions) {
            const Transfer* transfer = transfer_of(*instruction);
            if (!transfer || !before || !same_target(*before, *transfer)) {
              first = before = transfer;
              continue;
            }
            Report report = ctx.report(
                transfer->name.span, "this {} has the same destination as the one before; together they are one layer",
                name_of(transfer->keyword));
            report.note(before->span, "the one before");
            // One edit at a time: with the next pair the first one is longer.
            if (before == first && all_files(*first) && all_files(*transfer)) {
              const Span sources{transfer->sources.front().span.begin, transfer->sources.back().span.end};
              report.suggest("copy them together",
                             {insert_before(first->destination->span, std::string(ctx.source().text(sources)) + " "),
                              remove({before->whole.end, transfer->whole.end})});
            }
            before = transfer;
          }
        },
};

}  // namespace plimsoll::dockerfile
