#include <algorithm>

#include "context.h"
#include "kubernetes/scaling.h"
#include "kubernetes/version.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

// The release from which on a set need not name a Service.
constexpr int kOptionalSince = 33;

// The one that gives the pods their names: headless, and it picks them.
bool governs(const ObjectSummary& service, const ObjectSummary& set) {
  const ObjectDetails& details = *service.details;
  const bool known = !details.cluster_ip.empty() || details.cluster_ip_place.empty();
  if (known && details.cluster_ip != "None") return false;
  if (!details.selector) return true;
  return std::any_of(set.details->pods.begin(), set.details->pods.end(),
                     [&](const PodSummary& pod) { return !pod.labels || details.selector->matches(*pod.labels); });
}

}  // namespace

extern constinit const Rule stateful_set_without_service = {
    .severity = Severity::warning,
    .group = Group::references,
    .aliases = {"kube-score:statefulset-has-servicename", "kics:StatefulSet Without Service Name",
                "kics:bb241e61-77c3-4b97-9575-c0f8a1e008d0"},
    .check = {[](const Object& object, Context& ctx) {
                if (!is_one_of(object, {"StatefulSet"})) return;
                const auto name = object.root.known({"spec", "serviceName"});
                if (!name || !object["spec"].is_map() || !name->string().empty()) return;
                ctx.report(name->exists() ? name->span() : object["spec"].key_span(),
                           "StatefulSet '{}' names no Service, so its pods have no names in the network", object.name)
                    .severity(target_version(ctx) >= kOptionalSince ? Severity::info : Severity::warning);
              },
              [](const Project& project, Context& ctx) {
                report_dangling(project, Field::governing_service, "so its pods have no names in the network", ctx);
                for (const ObjectSummary& object : project.objects) {
                  for (const Reference& reference : object.references) {
                    if (reference.field != Field::governing_service || !object.details) continue;
                    const auto services = project.index->find(object, "Service", reference.name);
                    const bool fine = std::any_of(services.begin(), services.end(), [&](const ObjectSummary* each) {
                      return !each->details || project.index->is_patched(*each, {"spec"}) || governs(*each, object);
                    });
                    if (services.empty() || fine) continue;
                    const bool headless = services.front()->details->cluster_ip == "None";
                    ctx.report(project.at(object, reference.place),
                               "Service '{}' {}, so the pods have no names in the network", reference.name,
                               headless ? "does not select the pods" : "is not headless")
                        .note(project.at(*services.front()),
                              headless ? "its selector does not fit" : "'clusterIP: None' makes it so");
                  }
                }
              }},
};

}  // namespace plimsoll::kubernetes
