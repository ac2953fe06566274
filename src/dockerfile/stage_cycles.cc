#include "dockerfile/stage_cycles.h"

#include <map>

namespace plimsoll::dockerfile {
namespace {

using Edges = std::vector<std::vector<size_t>>;

// The stages that can be reached from `start` and were not seen before, each behind those it leads to.
void visit(size_t start, const Edges& edges, std::vector<bool>& seen, std::vector<size_t>& order) {
  if (seen[start]) return;
  seen[start] = true;
  std::vector<std::pair<size_t, size_t>> path{{start, 0}};  // a stage and its next edge
  while (!path.empty()) {
    auto& [stage, next] = path.back();
    if (next == edges[stage].size()) {
      order.push_back(stage);
      path.pop_back();
      continue;
    }
    const size_t target = edges[stage][next++];
    if (seen[target]) continue;
    seen[target] = true;
    path.emplace_back(target, 0);
  }
}

}  // namespace

std::vector<StageUse> stage_uses(const Instruction& instruction) {
  std::vector<StageUse> uses;
  // A trigger speaks of the stages of another file.
  if (instruction.trigger_of || !instruction.model) return uses;
  auto add = [&](const Word& word) {
    if (!word.text.empty())
      uses.push_back({&instruction, word, instruction.model->stage_reference(word.text, instruction)});
  };
  if (instruction.keyword == Keyword::copy) {
    if (const Flag* from = instruction.flag("from"); from && from->value) add(*from->value);
  } else if (instruction.keyword == Keyword::run) {
    for (const Mount& mount : static_cast<const Run&>(instruction).mounts) {
      if (const Mount::Field* from = mount.field("from"); from && from->value) add(*from->value);
    }
  }
  return uses;
}

std::vector<std::vector<StageUse>> stage_cycles(const Model& model) {
  const auto& stages = model.stages();
  Edges needs(stages.size()), needed_by(stages.size());
  std::vector<StageUse> later;
  auto add = [&](const Stage& from, const Stage& to) {
    needs[from.index].push_back(to.index);
    needed_by[to.index].push_back(from.index);
  };
  for (const auto& stage : stages) {
    if (stage->parent) add(*stage, *stage->parent);
    for (const Instruction* instruction : stage->instructions) {
      for (StageUse& use : stage_uses(*instruction)) {
        if (!use.reference.stage) continue;
        add(*stage, *use.reference.stage);
        if (use.reference.kind == StageReference::Kind::later) later.push_back(std::move(use));
      }
    }
  }
  // Strongly connected stages, after Kosaraju.
  std::vector<size_t> order, member;
  std::vector<bool> seen(stages.size()), taken(stages.size());
  for (size_t i = 0; i < stages.size() && !later.empty(); ++i) visit(i, needs, seen, order);
  std::vector<size_t> group(stages.size());
  for (auto stage = order.rbegin(); stage != order.rend(); ++stage) {
    member.clear();
    visit(*stage, needed_by, taken, member);
    for (size_t one : member) group[one] = *stage;
  }
  std::map<size_t, std::vector<StageUse>> found;
  for (StageUse& use : later) {
    const size_t from = group[use.by->stage->index];
    if (from == group[use.reference.stage->index]) found[from].push_back(std::move(use));
  }
  std::vector<std::vector<StageUse>> cycles;
  for (auto& [stage, uses] : found) cycles.push_back(std::move(uses));
  return cycles;
}

}  // namespace plimsoll::dockerfile
