#include <set>

#include "context.h"
#include "kubernetes/admission.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

// What each of them says by itself.
void check_object(const Object& object, Context& ctx) {
  if (object.group != "admissionregistration.k8s.io") return;
  const Value spec = object["spec"], failure = spec["failurePolicy"], policy = spec["policyName"];
  if (object.kind_name.ends_with("AdmissionPolicy") && failure.is("Ignore")) {
    ctx.report(failure.span(), "what the policy fails to judge is let in").severity(Severity::info);
  } else if (object.kind_name.ends_with("AdmissionPolicyBinding") && spec.is_map() && spec["paramRef"].missing() &&
             !policy.string().empty()) {
    const std::string_view kind = object.kind_name.substr(0, object.kind_name.rfind("Binding"));
    ctx.report(policy.span(), "policy '{}' wants parameters, and the binding has no 'paramRef'", policy.string())
        .given({policy_parameters_fact(kind, policy.string())}, "the parameters");
  }
}

bool is_policy(const ObjectSummary& object) {
  return object.group == "admissionregistration.k8s.io" && object.kind_name.ends_with("AdmissionPolicy");
}

bool is_binding(const ObjectSummary& object) {
  return object.group == "admissionregistration.k8s.io" && object.kind_name.ends_with("AdmissionPolicyBinding");
}

}  // namespace

extern constinit const Rule admission_policy_without_binding = {
    .severity = Severity::warning,
    .group = Group::references,
    .check = {[](const Object& object, Context& ctx) { check_object(object, ctx); },
              [](const Project& project, Context& ctx) {
                report_dangling(project, Field::admission_policy, "so the binding enforces nothing", ctx);
                std::set<std::pair<std::string_view, std::string_view>> bound;
                // A template names their policies.
                std::set<std::string_view> open;
                for (const auto* objects : {&project.objects, &project.unnamed}) {
                  for (const ObjectSummary& object : *objects) {
                    if (!is_binding(object)) continue;
                    if (object.references.empty()) open.insert(object.kind_name);
                    for (const Reference& reference : object.references) bound.emplace(reference.kind, reference.name);
                  }
                }
                for (const ObjectSummary& object : project.objects) {
                  if (!is_policy(object) || bound.contains({object.kind_name, object.name})) continue;
                  if (open.contains(object.kind_name + "Binding")) continue;
                  if (!project.complete && project.index->all(object, object.kind_name + "Binding").empty()) continue;
                  ctx.report(project.at(object), "{} '{}' has no binding, so it is not enforced", object.kind_name,
                             object.name);
                }
              }},
};

}  // namespace plimsoll::kubernetes
