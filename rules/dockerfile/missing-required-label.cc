#include <set>

#include "dockerfile/labels.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<std::string_view> scope{
    "scope", "the stages that need the labels: results (those that no other stage uses), final, or all", "results"};

// The stages that another one is built on, copies from or mounts.
std::set<const Stage*> used_stages(const File& file) {
  std::set<const Stage*> used;
  for (const auto& stage : file.model->stages()) used.insert(stage->parent);
  const auto use = [&](std::string_view name, const Instruction& at) {
    const StageReference reference = file.model->stage_reference(name, at);
    if (reference.kind == StageReference::Kind::earlier) used.insert(reference.stage);
  };
  for (const auto& instruction : file.instructions) {
    if (const Flag* from = instruction->flag("from"); from && from->value) use(from->value->text, *instruction);
    if (instruction->keyword != Keyword::run) continue;
    for (const Mount& mount : static_cast<const Run&>(*instruction).mounts) {
      const Mount::Field* from = mount.field("from");
      if (from && from->value) use(from->value->text, *instruction);
    }
  }
  return used;
}

}  // namespace

extern constinit const Rule missing_required_label = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"hadolint:DL3049", "sonar:S7028", "dockerfile_lint:defined_namevals"},
    .options = {&label_schema, &scope},
    .check =
        [](const File& file, Context& ctx) {
          const Names schema = ctx[label_schema];
          if (schema.empty()) return;
          const std::set<const Stage*> used = used_stages(file);
          // By stage: which labels of the schema its image has. A key that is an unknown variable may be any.
          std::vector<std::vector<bool>> present;
          for (const auto& stage : file.model->stages()) {
            StageLabels own;
            add_labels(*stage, own);
            present.push_back(stage->parent ? present[stage->parent->index] : std::vector<bool>(schema.size()));
            for (size_t i = 0; i < schema.size(); ++i) {
              if (!own.known || own.keys.contains(label_type(schema[i]).key)) present.back()[i] = true;
            }
            const bool counts =
                ctx[scope] == "all" || stage->final || (ctx[scope] != "final" && !used.contains(&*stage));
            if (!stage->from || !counts) continue;
            const From& from = *stage->from;
            for (size_t i = 0; i < schema.size(); ++i) {
              if (present.back()[i]) continue;
              ctx.report(from.image ? from.image->span : from.name.span, "the image lacks the label '{}'",
                         label_type(schema[i]).key);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
