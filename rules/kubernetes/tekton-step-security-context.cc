#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> require_bundle{"require-bundle", "runs take their tasks from signed bundles", false};
constinit const Option<bool> block_task_runs{"block-task-runs", "nobody runs a task by itself", false};
constinit const Option<bool> require_namespace{"require-namespace", "runs of pipelines name their namespace", false};

// That of the step, else that of all steps, else that of the pod.
Value setting_of(const Container& step, const char* setting) {
  const Value own = step["securityContext"], all = (*step.workload)["stepTemplate"], pod = step.workload->outer_spec;
  for (const Value& part : {own, all, all["securityContext"], pod, pod["securityContext"]}) {
    if (part.templated()) return part;
    if (!part[setting].missing()) return part[setting];
  }
  return own[setting];
}

bool names_bundle(const Value& reference) {
  return !reference["bundle"].missing() || reference["resolver"].is("bundles");
}

void check_run(const Object& run, Context& ctx) {
  if (run.group != "tekton.dev") return;
  const bool task = run.kind_name == "TaskRun";
  if (!task && run.kind_name != "PipelineRun") return;
  const Value reference = run["spec"][task ? "taskRef" : "pipelineRef"];
  if (task && ctx[block_task_runs])
    ctx.report(run.place(), "TaskRun '{}' runs a task outside of any pipeline", run.name);
  if (ctx[require_bundle] && !names_bundle(reference) && !reference.templated())
    ctx.report(reference.key_span(), "{} '{}' takes what it runs from no bundle", run.kind_name, run.name);
  if (!task && ctx[require_namespace] && run.namespace_.empty())
    ctx.report(run.place(), "PipelineRun '{}' names no namespace", run.name);
}

}  // namespace

extern constinit const Rule tekton_step_security_context = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kyverno:tekton:require-tekton-securitycontext", "kyverno:tekton:require-tekton-bundle",
                "kyverno:tekton:block-tekton-task-runs", "kyverno:tekton:require-tekton-namespace-pipelinerun"},
    .options = {&require_bundle, &block_task_runs, &require_namespace},
    .check = {[](const Container& step, Context& ctx) {
                const Workload& workload = *step.workload;
                if (!workload.steps || workload.object->group != "tekton.dev" || step.role != Container::Role::regular)
                  return;
                const Value privileged = setting_of(step, "privileged");
                const Value escalation = setting_of(step, "allowPrivilegeEscalation");
                const Value user = setting_of(step, "runAsNonRoot");
                std::string lacks;
                const auto add = [&](const char* what) { lacks.append(lacks.empty() ? "" : ", ").append(what); };
                if (privileged.is(true)) add("privileged: false");
                if (!escalation.is(false) && !escalation.templated()) add("allowPrivilegeEscalation: false");
                if (!user.is(true) && !user.templated()) add("runAsNonRoot: true");
                if (!lacks.empty())
                  ctx.report(step.place(), "step '{}' has no security context with {}", step.name(), lacks);
              },
              [](const Object& object, Context& ctx) { check_run(object, ctx); }},
};

}  // namespace plimsoll::kubernetes
