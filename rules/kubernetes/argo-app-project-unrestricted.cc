#include "context.h"
#include "kubernetes/kubelet.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> same_name{"application-set-names", "an ApplicationSet must have the name of its project",
                                       false};

// An item of a list of kinds that stands for all.
Value all_kinds_in(const Value& list) {
  for (const Value& item : list.items())
    if (item["group"].is("*") && item["kind"].is("*")) return item;
  return {};
}

void judge_project(const Object& project, Context& ctx) {
  const Value spec = project["spec"], allowed = all_kinds_in(spec["clusterResourceWhitelist"]);
  const Value forbidden = spec["clusterResourceBlacklist"];
  if (allowed.exists()) {
    ctx.report(allowed.span(), "AppProject '{}' may change every object of the whole cluster", project.name);
  } else if (!all_kinds_in(forbidden).exists() && !spec["clusterResourceBlacklist"].templated()) {
    ctx.report(place_in(project, forbidden),
               "no 'clusterResourceBlacklist' keeps AppProject '{}' from objects of the whole cluster", project.name);
  }
  for (const Value& destination : spec["destinations"].items()) {
    if (destination["namespace"].is("*") && (destination["server"].is("*") || destination["name"].is("*")))
      ctx.report(destination.span(), "AppProject '{}' may deploy into every namespace of every cluster", project.name);
  }
  for (const Value& repository : spec["sourceRepos"].items()) {
    if (repository.is("*"))
      ctx.report(repository.span(), "AppProject '{}' may deploy from any repository", project.name);
  }
}

}  // namespace

extern constinit const Rule argo_app_project_unrestricted = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::strict,
    .aliases = {"kyverno:argo:appproject-clusterresourceblacklist", "kyverno:argo:applicationset-name-matches-project"},
    .options = {&same_name},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.is("argoproj.io", "AppProject")) judge_project(object, ctx);
          const Value project = object["spec"]["template"]["spec"]["project"];
          if (!ctx[same_name] || !object.is("argoproj.io", "ApplicationSet") || !project.is_scalar() ||
              project.templated() || project.is(object.name))
            return;
          ctx.report(project.span(), "ApplicationSet '{}' makes Applications of another project, '{}'", object.name,
                     project.string());
        },
};

}  // namespace plimsoll::kubernetes
