#include "kubernetes/exposure.h"

#include <algorithm>
#include <optional>

namespace plimsoll::kubernetes {
namespace {

// The Service that a host of Istio stands for: "web", "web.shop.svc", "web.shop.svc.cluster.local".
std::optional<Exposure> exposure_by(const Value& host) {
  const std::string_view text = host.string();
  if (text.empty() || host.templated()) return std::nullopt;
  const size_t dot = text.find('.');
  if (dot == text.npos) return Exposure{text, {}, host};
  const std::string_view rest = text.substr(dot + 1);
  const size_t next = std::min(rest.find('.'), rest.size());
  const std::string_view domain = rest.substr(next);
  if (domain != ".svc" && !domain.starts_with(".svc.")) return std::nullopt;
  return Exposure{text.substr(0, dot), rest.substr(0, next), host};
}

bool is_mesh(const Value& gateway) { return gateway.is("mesh"); }

// For requests between the pods of the mesh alone.
bool is_inside(const Value& rule) {
  const std::vector<Value> matches = rule["match"].items();
  return !matches.empty() && std::all_of(matches.begin(), matches.end(), [](const Value& match) {
    const std::vector<Value> gateways = match["gateways"].items();
    return !gateways.empty() && std::all_of(gateways.begin(), gateways.end(), is_mesh);
  });
}

void add_virtual_service(const Value& spec, std::vector<Exposure>& found) {
  const std::vector<Value> gateways = spec["gateways"].items();
  if (std::all_of(gateways.begin(), gateways.end(), is_mesh)) return;
  for (const char* protocol : {"http", "tcp", "tls"}) {
    for (const Value& rule : spec[protocol].items()) {
      if (is_inside(rule)) continue;
      for (const Value& route : rule["route"].items()) {
        if (const auto exposure = exposure_by(route["destination"]["host"])) found.push_back(*exposure);
      }
    }
  }
}

void add_openshift_backend(const Value& backend, std::vector<Exposure>& found) {
  const Value name = backend["name"];
  const bool service = backend["kind"].missing() || backend["kind"].is("Service");
  if (service && !name.string().empty() && !name.templated()) found.push_back({name.string(), {}, name});
}

// Parts of the names of annotations by which controllers ask for a login or let in few addresses, or of those that may
// say anything: "nginx.ingress.kubernetes.io/auth-url", "alb.ingress.kubernetes.io/auth-type",
// "traefik.ingress.kubernetes.io/router.middlewares", "konghq.com/plugins".
constexpr std::string_view kGuards[] = {"auth",      "jwt",        "oidc",         "middlewares",
                                        "plugins",   "snippet",    "whitelist",    "white-list",
                                        "allowlist", "allow-list", "source-range", "inbound-cidrs"};

bool is_guard(std::string_view annotation) {
  const std::string_view name = annotation.substr(annotation.find('/') + 1);
  return std::any_of(std::begin(kGuards), std::end(kGuards),
                     [&](std::string_view part) { return name.find(part) != std::string_view::npos; });
}

bool is_private(const Value& value) {
  return value.templated() || value.string().find("internal") != std::string_view::npos ||
         value.string().find("private") != std::string_view::npos;
}

}  // namespace

std::vector<Exposure> exposures_of(const Object& object) {
  std::vector<Exposure> found;
  const Value spec = object["spec"];
  if (object.is("route.openshift.io", "Route")) {
    add_openshift_backend(spec["to"], found);
    for (const Value& backend : spec["alternateBackends"].items()) add_openshift_backend(backend, found);
  } else if (object.is("networking.istio.io", "VirtualService")) {
    add_virtual_service(spec, found);
  }
  return found;
}

bool is_guarded(const Object& ingress) {
  const Value annotations = ingress.metadata["annotations"];
  if (annotations.templated() || is_private(ingress["spec"]["ingressClassName"])) return true;
  const auto all = annotations.entries();
  return std::any_of(all.begin(), all.end(), [](const auto& each) {
    const std::string_view name = each.first.string();
    return each.first.templated() || is_guard(name) ||
           ((name.ends_with("/scheme") || name.ends_with("/ingress.class")) && is_private(each.second));
  });
}

}  // namespace plimsoll::kubernetes
