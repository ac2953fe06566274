#include "kubernetes/exposure.h"

#include <algorithm>

namespace plimsoll::kubernetes {
namespace {

void add(const Value& name, std::string_view space, std::vector<Exposure>& found) {
  if (name.is_scalar() && !name.templated() && !name.string().empty()) found.push_back({name.string(), space, name});
}

// The older versions of the kind have the name in a field of its own.
void add_backend(const Value& backend, std::vector<Exposure>& found) {
  add(backend["service"]["name"], {}, found);
  add(backend["serviceName"], {}, found);
}

void add_ingress(const Value& spec, std::vector<Exposure>& found) {
  add_backend(spec["defaultBackend"], found);
  add_backend(spec["backend"], found);
  for (const Value& rule : spec["rules"].items()) {
    for (const Value& path : rule["http"]["paths"].items()) add_backend(path["backend"], found);
  }
}

void add_route(const Value& spec, std::vector<Exposure>& found) {
  // Of a mesh: for requests between its pods.
  const auto parents = spec["parentRefs"].items();
  const bool inside =
      std::all_of(parents.begin(), parents.end(), [](const Value& each) { return each["kind"].is("Service"); });
  if (!parents.empty() && inside) return;
  for (const Value& rule : spec["rules"].items()) {
    for (const Value& backend : rule["backendRefs"].items()) {
      if (backend["kind"].missing() || backend["kind"].is("Service"))
        add(backend["name"], backend["namespace"].string(), found);
    }
  }
}

// A host is the name of a Service, with or without its namespace behind it: "web", "web.shop.svc.cluster.local".
void add_virtual_service(const Value& spec, std::vector<Exposure>& found) {
  const auto gateways = spec["gateways"].items();
  if (std::all_of(gateways.begin(), gateways.end(), [](const Value& each) { return each.is("mesh"); })) return;
  for (const char* protocol : {"http", "tcp", "tls"}) {
    for (const Value& rule : spec[protocol].items()) {
      for (const Value& route : rule["route"].items()) {
        const Value host = route["destination"]["host"];
        const std::string_view text = host.string();
        if (text.empty() || host.templated()) continue;
        const size_t dot = std::min(text.find('.'), text.size());
        const std::string_view rest = text.substr(std::min(dot + 1, text.size()));
        found.push_back({text.substr(0, dot), rest.substr(0, rest.find('.')), host});
      }
    }
  }
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

bool is_inside(const Value& value) {
  return value.templated() || value.string().find("internal") != std::string_view::npos ||
         value.string().find("private") != std::string_view::npos;
}

}  // namespace

std::vector<Exposure> exposures_of(const Object& object) {
  std::vector<Exposure> found;
  const Value spec = object["spec"];
  if (object.is("", "Service")) {
    if (spec["type"].is("NodePort") || spec["type"].is("LoadBalancer"))
      found.push_back({object.name, object.namespace_, spec["type"]});
  } else if (object.kind_name == "Ingress" && is_built_in_group(object.group)) {
    add_ingress(spec, found);
  } else if (object.is("route.openshift.io", "Route")) {
    add(spec["to"]["name"], {}, found);
  } else if (object.group == "gateway.networking.k8s.io" && object.kind_name.ends_with("Route")) {
    add_route(spec, found);
  } else if (object.is("networking.istio.io", "VirtualService")) {
    add_virtual_service(spec, found);
  }
  return found;
}

bool is_guarded(const Object& ingress) {
  const Value annotations = ingress.metadata["annotations"];
  if (annotations.templated() || is_inside(ingress["spec"]["ingressClassName"])) return true;
  const auto all = annotations.entries();
  return std::any_of(all.begin(), all.end(), [](const auto& each) {
    const std::string_view name = each.first.string();
    return each.first.templated() || is_guard(name) ||
           ((name.ends_with("/scheme") || name.ends_with("/ingress.class")) && is_inside(each.second));
  });
}

}  // namespace plimsoll::kubernetes
