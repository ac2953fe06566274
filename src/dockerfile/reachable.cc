// Which stages a build needs: the final one, what it is FROM, and what COPY --from and RUN --mount=from= take files
// from.
#include <map>
#include <utility>

#include "dockerfile/model.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

// Named stages that are not known to be reachable, so that each is looked at once however many words may mean it.
class Unreached {
 public:
  explicit Unreached(const std::vector<std::unique_ptr<Stage>>& stages) {
    for (const auto& stage : stages) {
      if (!stage->name.empty()) by_name_[stage->name].push_back(stage.get());
    }
  }

  // Takes out all whose name starts with `prefix`.
  template <class Found>
  void take(const std::string& prefix, Found found) {
    auto at = by_name_.lower_bound(prefix);
    while (at != by_name_.end() && at->first.starts_with(prefix)) {
      for (Stage* stage : at->second) found(stage);
      at = by_name_.erase(at);
    }
  }

 private:
  std::map<std::string, std::vector<Stage*>> by_name_;
};

// What a word with variables is sure to start with.
std::string literal_prefix(std::string_view word) { return lower(word.substr(0, word.find_first_of("$\"'\\`"))); }

bool may_be_stage_name(std::string_view prefix) { return prefix.find_first_of("/:@") == std::string_view::npos; }

}  // namespace

void Model::mark_final() {
  if (stages_.empty()) return;
  final_ = stages_.back().get();
  if (!options_.target.empty()) {
    const std::string& target = options_.target;
    if (const Stage* named = stage_named(target)) {
      final_ = named;
    } else if (target.size() < 10 && target.find_first_not_of("0123456789") == std::string::npos) {
      size_t index = std::stoul(target);
      if (index < stages_.size()) final_ = stages_[index].get();
    }
  }
  stages_[final_->index]->final = true;
  for (const Stage* stage = final_; stage; stage = stage->parent) stages_[stage->index]->shipped = true;
}

void Model::mark_reachable() {
  if (!final_) return;
  Unreached unreached(stages_);
  std::vector<Stage*> work;
  auto reach = [&](const Stage* stage) {
    if (!stage || stage->reachable) return;
    stages_[stage->index]->reachable = true;
    work.push_back(stages_[stage->index].get());
  };
  auto reach_by_prefix = [&](std::string_view word) {
    std::string prefix = literal_prefix(word);
    if (may_be_stage_name(prefix)) unreached.take(prefix, reach);
  };
  auto reach_sources = [&](const Instruction& instruction) {
    auto source = [&](std::string_view value) {
      StageReference reference = stage_reference(value, instruction);
      if (reference.kind == StageReference::Kind::variable) return reach_by_prefix(value);
      reach(reference.stage);
    };
    if (instruction.keyword == Keyword::copy) {
      const Flag* from = instruction.flag("from");
      if (from && from->value) source(from->value->text);
    } else if (instruction.keyword == Keyword::run) {
      for (const Mount& mount : static_cast<const Run&>(instruction).mounts) {
        const Mount::Field* from = mount.field("from");
        if (from && from->value) source(from->value->text);
      }
    }
  };

  reach(final_);
  while (!work.empty()) {
    Stage* stage = work.back();
    work.pop_back();
    reach(stage->parent);
    // "FROM stage-${TARGETARCH}" and "FROM ${BASE}" choose among stages, whatever the default is.
    if (stage->from && stage->from->image && (!stage->image_known || stage->image_text.from_default)) {
      reach_by_prefix(stage->from->image->text);
    }
    for (const Instruction* instruction : stage->instructions) {
      const Instruction* inner = instruction;
      while (inner && inner->keyword == Keyword::onbuild) inner = static_cast<const Onbuild*>(inner)->trigger.get();
      if (inner) reach_sources(*inner);
    }
  }
}

}  // namespace plimsoll::dockerfile
