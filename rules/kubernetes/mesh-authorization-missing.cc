#include <algorithm>

#include "context.h"
#include "neighbours.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> strict{"strict", "also where the run has no such policy at all", false};

bool is_istio_policy(const ObjectSummary& object) {
  return object.group == "security.istio.io" && object.kind_name == "AuthorizationPolicy";
}

// Istio's root namespace speaks for all, where a policy there does not pick pods.
bool is_mesh_wide(const ObjectSummary& object) {
  const Selector* selector = object.details && object.details->selector ? &*object.details->selector : nullptr;
  return is_istio_policy(object) && object.namespace_ == "istio-system" &&
         (!selector || selector->requirements.empty());
}

bool is_injected(const ObjectSummary& space) {
  return std::any_of(space.labels.begin(), space.labels.end(), [](const auto& label) {
    return label.first == "istio.io/rev" || (label.first == "istio-injection" && label.second == "enabled");
  });
}

void check_istio(const Project& project, Context& ctx) {
  if (std::any_of(project.objects.begin(), project.objects.end(), is_mesh_wide)) return;
  for (const ObjectSummary* object : namespaces_without(project, is_istio_policy, ctx[strict])) {
    if (object->kind_name != "Namespace" || !is_injected(*object)) continue;
    ctx.report(
        project.at(*object),
        "the namespace '{}' is in the mesh, but has no AuthorizationPolicy, so everybody there may call its pods",
        object->name);
  }
}

void check_linkerd(const Project& project, Context& ctx) {
  Neighbours policies(project);
  bool some = ctx[strict] || project.complete;
  for (const ObjectSummary& object : project.objects) {
    for (const Reference& reference : object.references) {
      if (reference.field != Field::mesh_server) continue;
      policies.add(object, reference.name);
      some = true;
    }
  }
  for (const ObjectSummary& server : project.objects) {
    if (!some || server.group != "policy.linkerd.io" || server.kind_name != "Server") continue;
    if (!policies.find(server, server.name).empty() || !policies.find(server, "").empty()) continue;
    ctx.report(
        project.at(server),
        "no AuthorizationPolicy speaks of Server '{}', so all hangs on its accessPolicy: without one it is closed",
        server.name);
  }
}

}  // namespace

extern constinit const Rule mesh_authorization_missing = {
    .severity = Severity::info,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kyverno:istio:require-authorizationpolicy", "kyverno:istio:create-authorizationpolicy",
                "kyverno:linkerd:require-linkerd-server", "kyverno:linkerd:check-linkerd-authorizationpolicy"},
    .options = {&strict},
    .check =
        [](const Project& project, Context& ctx) {
          check_istio(project, ctx);
          check_linkerd(project, ctx);
        },
};

}  // namespace plimsoll::kubernetes
