#include "kubernetes/services.h"

#include <algorithm>
#include <array>

namespace plimsoll::kubernetes {
namespace {

// Annotations that make a load balancer internal, and the values with which they do. From the documentation of the
// providers, August 2026.
struct Marker {
  Provider provider;  // any: it counts where all count
  std::string_view key;
  std::array<std::string_view, 2> values;  // none: every one
};
constexpr Marker kMarkers[] = {
    {Provider::azure, "service.beta.kubernetes.io/azure-load-balancer-internal", {"true"}},
    {Provider::gke, "networking.gke.io/load-balancer-type", {"Internal", "internal"}},
    {Provider::gke, "cloud.google.com/load-balancer-type", {"Internal", "internal"}},
    {Provider::aws, "service.beta.kubernetes.io/aws-load-balancer-internal", {"true", "0.0.0.0/0"}},
    {Provider::aws, "service.beta.kubernetes.io/aws-load-balancer-scheme", {"internal"}},
    {Provider::any, "networking.istio.io/service-type", {"ClusterIP"}},
    {Provider::any, "service.beta.kubernetes.io/openstack-internal-load-balancer", {"true"}},
    {Provider::any, "service.beta.kubernetes.io/oci-load-balancer-internal", {"true"}},
    {Provider::any, "oci-network-load-balancer.oraclecloud.com/internal", {"true"}},
    {Provider::any, "service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", {"private"}},
    {Provider::any, "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", {"intranet"}},
    {Provider::any, "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", {}},
    {Provider::any, "service.beta.kubernetes.io/cce-load-balancer-internal-vpc", {"true"}},
};

}  // namespace

bool is_load_balancer(const Object& object) {
  return object.is("", "Service") && object["spec"]["type"].is("LoadBalancer");
}

std::optional<Provider> provider_named(std::string_view name) {
  constexpr std::pair<std::string_view, Provider> kNames[] = {
      {"any", Provider::any}, {"azure", Provider::azure}, {"gke", Provider::gke}, {"aws", Provider::aws}};
  for (const auto& [known, provider] : kNames) {
    if (known == name) return provider;
  }
  return std::nullopt;
}

std::optional<bool> is_internal(const Object& service, Provider provider) {
  for (const Marker& marker : kMarkers) {
    if (provider != Provider::any && provider != marker.provider) continue;
    const auto value = annotation(service, marker.key);
    if (!value || value->templated()) return std::nullopt;
    // A boolean is a mistake of type, and the API server takes none.
    if (!value->is_string() || value->string().empty()) continue;
    const auto& values = marker.values;
    if (values[0].empty() || std::find(values.begin(), values.end(), value->string()) != values.end()) return true;
  }
  return false;
}

bool is_ingress(const Object& object) { return object.kind_name == "Ingress" && is_built_in_group(object.group); }

std::optional<Value> annotation(const Object& object, std::string_view key) {
  return object.root.known({"metadata", "annotations", key});
}

bool has_annotation(const Object& object, std::string_view key) {
  const auto value = annotation(object, key);
  return !value || (value->is_scalar() && !value->string().empty());
}

}  // namespace plimsoll::kubernetes
