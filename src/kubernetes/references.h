// What an object names: other objects, and keys, ports or listeners of them. One entry for each name that is written
// and known; what may be absent ("optional: true") is left out.
//
//   for (const Reference& reference : references_of(object, workloads))
//     if (reference.field == Field::service_account) … reference.name …
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

// Where the name stands.
enum class Field : uint8_t {
  role,     // roleRef of a binding
  subject,  // a service account in a binding
  service_account,
  env,       // a ConfigMap or Secret that fills environment variables
  volume,    // a ConfigMap, Secret, claim or SecretProviderClass behind a volume
  sub_path,  // a ConfigMap or Secret of which a single file is mounted
  pull_secret,
  tls_secret,     // of an Ingress
  listener_cert,  // of a listener of a Gateway
  backend,        // of an Ingress
  route_backend,  // of a route of the Gateway API
  route_parent,
  // Behind a Route of OpenShift, a VirtualService of Istio that is bound to a gateway, or an Ingress whose port stands
  // in an annotation: it may be something else than a Service.
  exposed,
  scale_target,           // of a HorizontalPodAutoscaler or ScaledObject
  vertical_scale_target,  // of a VerticalPodAutoscaler
  metric_object,          // that an autoscaler looks at
  priority_class,
  runtime_class,
  storage_class,
  ingress_class,
  gateway_class,
  issuer,             // of a Certificate, or in an annotation
  governing_service,  // of a StatefulSet
  admission_policy,   // of a binding of admission policies
  mesh_server,        // of Linkerd, in what lets clients in; its name is empty where it may be any
};

struct Reference {
  Field field;
  std::string kind;  // kind_key() of what it names
  std::string name;
  std::string space;  // the namespace that is written beside the name; empty: that of the object
  std::string part;   // a key, or the name or number of a port; empty if the whole is named
  Span place;         // of the name
  Span part_place;
  bool guarded = false;  // a backend: not just anybody gets through to it (exposure.h)
  bool inside = false;   // a route_backend: its route is of a mesh, so for requests between pods
};
std::vector<Reference> references_of(const Object& object, const std::vector<Workload>& workloads);

// "Service" for the kinds of the API server, whatever group they are written under; "group/Kind" for others.
std::string kind_key(std::string_view group, std::string_view kind);
std::string kind_key_of(std::string_view api_version, std::string_view kind);
// The kind alone: "Kind".
std::string_view kind_in(std::string_view key);

// A kind without namespaces, of those that references name.
bool is_cluster_kind(std::string_view key);

}  // namespace plimsoll::kubernetes
