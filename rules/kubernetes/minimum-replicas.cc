#include "context.h"
#include "kubernetes/relations.h"
#include "kubernetes/scaling.h"
#include "neighbours.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<int64_t> minimum{"minimum", "the least number of replicas", 2};
constinit const Option<bool> only_with_service{"only-with-service", "only workloads that a Service of the run picks",
                                               false};

// A zero parks the workload on purpose.
bool are_few(int64_t number, const Context& ctx) { return number != 0 && number < ctx[minimum]; }

}  // namespace

extern constinit const Rule minimum_replicas = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::all,
    .aliases = {"kube-linter:minimum-three-replicas", "kube-linter:minimum-replicas", "kube-score:deployment-replicas",
                "polaris:deploymentMissingReplicas", "kyverno:deployment-has-multiple-replicas",
                "kyverno:require-deployments-have-multiple-replicas"},
    .options = {&minimum, &only_with_service},
    .check = {[](const Object& object, Context& ctx) {
                const auto replicas = replicas_of(object);
                if (ctx[only_with_service] || !replicas || !are_few(replicas->number.value_or(1), ctx)) return;
                ctx.report(replicas->value.span(), "{} '{}' has {} of the {} replicas that it should have at least",
                           object.kind_name, object.name, replicas->number.value_or(1), ctx[minimum])
                    .unless(maybe_scaled_fact(object));
              },
              [](const Project& project, Context& ctx) {
                if (!ctx[only_with_service]) return;
                const Scalers scalers(project, Scalers::Kind::horizontal);
                const Pickers services(project, "Service");
                for (const ObjectSummary& object : project.objects) {
                  if (!object.details || !object.details->replicas) continue;
                  const ReplicaSummary& replicas = *object.details->replicas;
                  if (!are_few(replicas.number.value_or(1), ctx) || scalers.of(object)) continue;
                  const auto picking = services.of(object);
                  if (picking.empty()) continue;
                  ctx.report(project.at(object, replicas.place),
                             "{} '{}' has {} of the {} replicas that it should have at least", object.kind_name,
                             object.name, replicas.number.value_or(1), ctx[minimum])
                      .note(project.at(*picking.front()), "this Service sends requests to it");
                }
              }},
};

}  // namespace plimsoll::kubernetes
