#include "context.h"
#include "kubernetes/security.h"
#include "label_index.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> ignored_labels{"ignored-labels", "keys in selectors that pods get elsewhere", {}};

// Pods get these from their controller, a new value with each version.
bool is_fleeting(std::string_view key) { return key == "pod-template-hash" || key == "controller-revision-hash"; }

// Nor are these in a template: a controller gives each pod its own.
bool is_given(std::string_view key) {
  return key == "statefulset.kubernetes.io/pod-name" || key == "apps.kubernetes.io/pod-index" || key == "job-name" ||
         key == "controller-uid" || key.starts_with("batch.kubernetes.io/");
}

Choice without(Choice choice, Names keys) {
  std::erase_if(choice.selector.requirements,
                [&](const Selector::Requirement& each) { return is_given(each.key) || fits_any(each.key, keys); });
  return choice;
}

// Reports the choices of objects of this kind that pick nothing.
void check(const Project& project, std::string_view kind, std::string_view consequence, Names ignored, Context& ctx) {
  const LabelIndex pods(project, LabelIndex::What::pods);
  for (const ObjectSummary& object : project.objects) {
    if (object.kind_name != kind || !object.details || object.details->service_type == "ExternalName") continue;
    for (const Choice& written : object.details->choices) {
      const Choice choice = without(written, ignored);
      const auto& wanted = choice.selector.requirements;
      if (choice.of != Choice::Of::pods || wanted.empty()) continue;
      const auto fleeting =
          std::find_if(wanted.begin(), wanted.end(), [](const auto& each) { return is_fleeting(each.key); });
      if (fleeting != wanted.end()) {
        ctx.report(project.at(object, choice.place),
                   "the selector of {} '{}' has '{}', which changes with each version of the pods", kind, object.name,
                   fleeting->key);
        continue;
      }
      const LabelIndex::Picked picked = pods.picked(object, choice);
      if (!picked.items.empty() || !picked.known) continue;
      const auto near = picked.elsewhere ? std::nullopt : pods.nearest(object, choice);
      Report report =
          ctx.report(project.at(object, choice.place), "the selector of {} '{}' fits no pod{}, {}{}", kind, object.name,
                     picked.elsewhere ? fmt::format(" but in the namespace '{}'", picked.elsewhere->namespace_) : "",
                     consequence, near ? fmt::format("; did you mean '{}: {}'?", near->key, near->value) : "");
      if (picked.elsewhere) report.note(project.at(*picked.elsewhere), "its pods have these labels");
      if (near) report.note(project.at(*near->object), "its pods have this one");
    }
  }
}

}  // namespace

extern constinit const Rule dangling_service = {
    .severity = Severity::warning,
    .group = Group::references,
    .aliases = {"kube-linter:dangling-service", "kube-score:service-targets-pod", "kics:Service Does Not Target Pod",
                "kics:3ca03a61-3249-4c16-8427-6f8e47dda729", "kubescape:C-0293"},
    .options = {&ignored_labels},
    .check =
        [](const Project& project, Context& ctx) {
          check(project, "Service", "so it has nowhere to send requests to", ctx[ignored_labels], ctx);
        },
};

extern constinit const Rule dangling_network_policy = {
    .severity = Severity::warning,
    .group = Group::references,
    .aliases = {"kube-linter:dangling-networkpolicy", "kube-score:networkpolicy-targets-pod",
                "kics:Network Policy Is Not Targeting Any Pod", "kics:85ab1c5b-014e-4352-b5f8-d7dea3bb4fd3",
                "kubescape:C-0299"},
    .check = [](const Project& project,
                Context& ctx) { check(project, "NetworkPolicy", "so it protects nothing", {}, ctx); },
};

extern constinit const Rule dangling_pod_disruption_budget = {
    .severity = Severity::warning,
    .group = Group::references,
    .check = [](const Project& project,
                Context& ctx) { check(project, "PodDisruptionBudget", "so it protects nothing", {}, ctx); },
};

extern constinit const Rule dangling_network_policy_peer = {
    .severity = Severity::info,
    .group = Group::references,
    .aliases = {"kube-linter:dangling-networkpolicypeer-podselector"},
    .check =
        [](const Project& project, Context& ctx) {
          const LabelIndex pods(project, LabelIndex::What::pods);
          for (const ObjectSummary& object : project.objects) {
            if (!object.details) continue;
            for (const Choice& choice : object.details->choices) {
              if (choice.of != Choice::Of::peers || choice.selector.requirements.empty()) continue;
              const LabelIndex::Picked picked = pods.picked(object, choice);
              if (!picked.items.empty() || !picked.known) continue;
              ctx.report(project.at(object, choice.place),
                         "a peer of NetworkPolicy '{}' fits no pod, so the rule is without effect", object.name);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
