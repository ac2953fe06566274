#include <algorithm>

#include "context.h"
#include "kubernetes/services.h"

namespace plimsoll::kubernetes {
namespace {

// Annotations by which a controller terminates TLS, or passes it through.
constexpr std::string_view kCertificates[] = {
    "alb.ingress.kubernetes.io/certificate-arn",
    "networking.gke.io/managed-certificates",
    "ingress.gcp.kubernetes.io/pre-shared-cert",
    "appgw.ingress.kubernetes.io/appgw-ssl-certificate",
};

bool ends_tls_elsewhere(const Object& ingress) {
  const auto listens = annotation(ingress, "alb.ingress.kubernetes.io/listen-ports");
  const auto passes = annotation(ingress, "nginx.ingress.kubernetes.io/ssl-passthrough");
  // Where it is unknown which annotations there are, one of these may be among them.
  if (!listens || !passes || listens->string().find("HTTPS") != std::string_view::npos || passes->is("true"))
    return true;
  return std::any_of(std::begin(kCertificates), std::end(kCertificates),
                     [&](std::string_view key) { return has_annotation(ingress, key); });
}

}  // namespace

extern constinit const Rule ingress_without_tls = {
    .severity = Severity::warning,
    .group = Group::network,
    .aliases = {"polaris:tlsSettingsMissing", "kubescape:C-0263",
                "azure-policy:Kubernetes clusters should be accessible only over HTTPS",
                "azure-policy:1a5b4dca-0b6f-4cf5-907c-56316bc1bf3d", "gatekeeper:general/httpsonly",
                "kyverno:require-ingress-https", "terrascan:AC_K8S_0002"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_ingress(object) || ends_tls_elsewhere(object)) return;
          const auto tls = object.root.known({"spec", "tls"});
          if (!tls || !object["spec"].is_map() || tls->size() > 0 || !(tls->missing() || tls->is_list())) return;
          ctx.report(tls->missing() ? object["spec"].key_span() : tls->span(),
                     "Ingress '{}' has no tls, so it serves plain HTTP", object.name);
        },
};

}  // namespace plimsoll::kubernetes
