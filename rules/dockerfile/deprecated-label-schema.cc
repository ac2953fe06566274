#include "dockerfile/labels.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {

extern constinit const Rule deprecated_label_schema = {
    .severity = Severity::info,
    .group = Group::deprecated,
    .profile = Profile::strict,
    .check =
        [](const Stage& stage, Context& ctx) {
          constexpr std::string_view old = "org.label-schema.", oci = "org.opencontainers.image.";
          std::optional<StageLabels> labels;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword != Keyword::label) continue;
            const auto& label = static_cast<const Label&>(*instruction);
            for (const KeyValue& pair : label.pairs) {
              const size_t at = pair.key.text.find(old);
              if (at == pair.key.text.npos) continue;
              const auto key = label_key(label, pair);
              if (!key || !key->starts_with(old)) continue;
              const std::string_view next = facts::table("labels")["label-schema"][key->substr(old.size())].string();
              if (next.empty()) {
                ctx.report(pair.key.span, "'{}' is of a convention that was given up", *key);
                continue;
              }
              const std::string successor = std::string(oci) + std::string(next);
              Report report = ctx.report(pair.key.span, "'{}' was given up for '{}'", *key, successor);
              if (!labels) add_labels(stage, labels.emplace());
              const bool plain =
                  pair.key.span.size() == pair.key.text.size() && pair.key.text.substr(at).starts_with(*key);
              if (!plain || !labels->keys.insert(successor).second) continue;
              const auto begin = pair.key.span.begin + static_cast<uint32_t>(at);
              report.suggest("rename it", replace({begin, begin + static_cast<uint32_t>(key->size())}, successor));
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
