#include "context.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/ranges.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {

namespace {

std::string policy_problem(std::string_view text) {
  return choice_problem(text, {"MustRunAs", "MayRunAs", "RunAsAny"}).empty() ? "" : range_problem(text);
}
std::string user_policy_problem(std::string_view text) {
  return text == "MustRunAsNonRoot" ? "" : policy_problem(text);
}

constinit const Option<Names> run_as_user{
    "run-as-user",
    "MustRunAs, MayRunAs, MustRunAsNonRoot or RunAsAny, then ranges such as 1000-2000 or 1000-",
    {},
    user_policy_problem};
constinit const Option<Names> run_as_group{"run-as-group", "the same, without MustRunAsNonRoot", {}, policy_problem};
constinit const Option<Names> supplemental_groups{"supplemental-groups", "the same", {}, policy_problem};
constinit const Option<Names> fs_group{"fs-group", "the same", {}, policy_problem};

bool says(Names rule, std::string_view word) { return !rule.empty() && rule.front() == word; }

bool is_outside(const Value& id, Names rule) {
  const auto number = id.integer();
  return number && !is_in_ranges(*number, rule.subspan(1));
}

// Nothing of a template fills in what the pod says of its users.
bool workload_known(const Workload& workload) {
  const auto context = workload.pod_spec.known({"securityContext"});
  return context && !context->templated();
}

// What is said of an ID that is missing stands at `place`.
void judge(const Value& id, Names rule, std::string_view setting, Span place, Context& ctx) {
  if (!says(rule, "MustRunAs") && !says(rule, "MayRunAs")) return;
  if (!id.missing()) {
    if (is_outside(id, rule)) ctx.report(id.span(), "{} {} is outside of the allowed ranges", setting, id.string());
  } else if (says(rule, "MustRunAs")) {
    ctx.report(place, "{} is not set, but must be in one of the allowed ranges", setting);
  }
}

}  // namespace

extern constinit const Rule user_or_group_outside_range = {
    .severity = Severity::error,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"azure-policy:Kubernetes cluster pods and containers should only run with approved user and group IDs",
                "azure-policy:f06ddb64-5fa3-4b77-b166-acb36f7f6042", "gatekeeper:pod-security-policy/users",
                "gatekeeper:pod-security-policy/fsgroup", "kyverno:psp-check-supplemental-groups",
                "kyverno:validate-userid-groupid-fsgroup", "kyverno:restrict-usergroup-fsgroup-id",
                "kyverno:check-supplemental-groups"},
    .options = {&run_as_user, &run_as_group, &supplemental_groups, &fs_group},
    .check = {[](const Container& container, Context& ctx) {
                if (container.workload->windows || container.workload->steps) return;
                const Value user = container.effective("runAsUser"), group = container.effective("runAsGroup");
                const Value flag = container.effective("runAsNonRoot");
                const bool kept = user.missing() && (flag.is(true) || flag.templated());
                if (!container.value.known({"securityContext"}) || !workload_known(*container.workload)) return;
                judge(user, ctx[run_as_user], "runAsUser", container.place_of(user), ctx);
                judge(group, ctx[run_as_group], "runAsGroup", container.place_of(group), ctx);
                if (!says(ctx[run_as_user], "MustRunAsNonRoot") || kept) return;
                if (user.missing() || user.integer() == 0)
                  ctx.report(container.place_of(user), "container '{}' may run as root, which is not allowed",
                             container.name());
              },
              [](const Workload& workload, Context& ctx) {
                if (workload.windows || workload.steps || !workload_known(workload)) return;
                const Value groups = workload.pod_setting("supplementalGroups"),
                            group = workload.pod_setting("fsGroup");
                judge(group, ctx[fs_group], "fsGroup", group.span(), ctx);
                const std::vector<Value> items = groups.items();
                for (const Value& item : items)
                  judge(item, ctx[supplemental_groups], "supplementalGroups", item.span(), ctx);
                if (groups.missing() || (groups.is_list() && items.empty()))
                  judge(Value(), ctx[supplemental_groups], "supplementalGroups", groups.span(), ctx);
              }},
};

}  // namespace plimsoll::kubernetes
