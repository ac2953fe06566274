#include <optional>
#include <unordered_map>

#include "dockerfile/labels.h"

namespace plimsoll::dockerfile {
namespace {

// The bytes to take out of the file for a pair to be gone; nullopt where a comment would be lost.
std::optional<Span> removable(const Label& label, const KeyValue& pair, const Source& source) {
  const size_t index = static_cast<size_t>(&pair - label.pairs.data());
  Span span = pair.span;
  if (label.pairs.size() == 1) {
    span = source.line(source.line_of(label.span.begin));
    if (!span.contains(label.span)) return std::nullopt;
    span.end = std::min(span.end + 1, static_cast<uint32_t>(source.text().size()));
  } else if (index > 0) {
    span.begin = label.pairs[index - 1].span.end;
  } else {
    span.end = label.pairs[1].span.begin;
  }
  if (!label.comments.empty() || source.text(span).find('\r') != std::string_view::npos) return std::nullopt;
  return span;
}

}  // namespace

extern constinit const Rule duplicate_label_key = {
    .severity = Severity::info,
    .group = Group::style,
    .check =
        [](const Stage& stage, Context& ctx) {
          struct Setting {
            const Label* label;
            const KeyValue* pair;
          };
          std::unordered_map<std::string, Setting> seen;
          std::vector<std::pair<Setting, const KeyValue*>> repeated;  // the earlier one and the later
          std::unordered_map<const Label*, int> superseded;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword != Keyword::label) continue;
            const auto& label = static_cast<const Label&>(*instruction);
            for (const KeyValue& pair : label.pairs) {
              auto key = label_key(label, pair);
              if (!key || !pair.value) continue;
              const auto [before, first] = seen.try_emplace(std::move(*key), Setting{&label, &pair});
              if (first) continue;
              const Setting earlier = std::exchange(before->second, {&label, &pair});
              ++superseded[earlier.label];
              repeated.emplace_back(earlier, &pair);
            }
          }
          for (const auto& [earlier, pair] : repeated) {
            Report report = ctx.report(pair->key.span, "the label '{}' is set twice, and this one counts",
                                       *label_key(*earlier.label, *earlier.pair));
            report.note(earlier.pair->span, "set here before");
            const auto span = removable(*earlier.label, *earlier.pair, ctx.source());
            if (span && superseded[earlier.label] == 1) report.fix("drop the earlier one", remove(*span));
          }
        },
};

}  // namespace plimsoll::dockerfile
