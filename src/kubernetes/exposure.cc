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

}  // namespace plimsoll::kubernetes
