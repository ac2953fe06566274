#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/relations.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

// Argo CD then leaves to the autoscaler what it owns.
bool is_applied_by_server(const Object& object) {
  const Value options = object.metadata["annotations"]["argocd.argoproj.io/sync-options"];
  return options.string().find("ServerSideApply=true") != std::string_view::npos;
}

}  // namespace

extern constinit const Rule hpa_target_sets_replicas = {
    .severity = Severity::warning,
    .group = Group::reliability,
    .aliases = {"kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured",
                "kics:HPA Targeted Deployments With Configured Replica Count",
                "kics:5744cbb8-5946-4b75-a196-ade44449525b"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value replicas = object["spec"]["replicas"];
          if (!has_replicas(object) || !replicas.present() || is_applied_by_server(object)) return;
          Report report = ctx.report(replicas.key_span(), "each apply sets {} '{}' back from what its autoscaler chose",
                                     object.kind_name, object.name);
          report.given(relation_facts(Relation::scaled, object, object.kind_name, object.name), "the autoscaler");
          if (auto edit = erase(object["spec"], {"replicas"}, ctx.source())) report.suggest("remove 'replicas'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
