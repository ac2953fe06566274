#include <algorithm>
#include <set>

#include "context.h"
#include "label_index.h"

namespace plimsoll::kubernetes {
namespace {

const Choice* own_pods_of(const ObjectSummary& object) {
  if (!object.details) return nullptr;
  for (const Choice& choice : object.details->choices) {
    if (choice.of == Choice::Of::own_pods) return &choice;
  }
  return nullptr;
}

// Some kustomization, the nearest of the one, builds on both.
bool built_together(const Project& project, const ObjectSummary& one, const ObjectSummary& other) {
  const Roots& roots = project.index->roots();
  const auto users = roots.kustomizations_of(project.path_of(one)),
             others = roots.kustomizations_of(project.path_of(other));
  return !users.empty() && std::find(others.begin(), others.end(), users.front()) != others.end();
}

// Alternatives of each other lie in one folder, in examples; what names its namespace is meant for it.
bool run_together(const Project& project, const ObjectSummary& one, const ObjectSummary& other) {
  if (other.name.empty() || (one.name == other.name && one.kind_name == other.kind_name)) return false;
  return project.complete || one.file == other.file ||
         (!one.namespace_.empty() && one.namespace_ == other.namespace_) || built_together(project, one, other);
}

}  // namespace

extern constinit const Rule overlapping_workload_selectors = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          const LabelIndex pods(project, LabelIndex::What::pods);
          std::set<const ObjectSummary*> said;
          for (const ObjectSummary& object : project.objects) {
            const Choice* choice = own_pods_of(object);
            if (!choice || choice->selector.requirements.empty()) continue;
            for (const Labelled& item : pods.picked(object, *choice).items) {
              const Choice* others = own_pods_of(*item.object);
              if (item.object == &object || !others || !run_together(project, object, *item.object)) continue;
              const auto [first, second] = std::minmax({&object, item.object});
              if (!said.insert(second).second) continue;
              ctx.report(project.at(*second, own_pods_of(*second)->place),
                         "{} '{}' and {} '{}' have pods that both select", second->kind_name, second->name,
                         first->kind_name, first->name)
                  .note(project.at(*first, own_pods_of(*first)->place), "the other selector");
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
