#include "kubernetes/unique_names.h"

#include <algorithm>

#include "kubernetes/services.h"

namespace plimsoll::kubernetes {
namespace {

// Of those whose controller makes a load balancer for each Ingress, one class is as good as many.
bool has_balancer_of_its_own(const Object& ingress, std::string_view ingress_class) {
  if (ingress_class == "alb") return !has_annotation(ingress, "alb.ingress.kubernetes.io/group.name");
  return ingress_class == "gce" || ingress_class == "gce-internal";
}

// It shares the host with the one that it tries a new version for.
bool is_canary(const Object& ingress) {
  const auto canary = annotation(ingress, "nginx.ingress.kubernetes.io/canary");
  return !canary || canary->templated() || canary->is("true");
}

// Not a Service, but an answer that an annotation describes, such as a redirect.
bool is_action(const Value& backend) {
  return backend["servicePort"].is("use-annotation") || backend["service"]["port"]["name"].is("use-annotation");
}

void add_ingress(const Object& ingress, std::vector<UniqueName>& names) {
  const auto annotated = annotation(ingress, "kubernetes.io/ingress.class");
  const Value field = ingress["spec"]["ingressClassName"];
  if (!annotated || field.templated() || is_canary(ingress)) return;
  std::string group(annotated->present() ? annotated->string() : field.string());
  if (has_balancer_of_its_own(ingress, group)) group.append(" ").append(ingress.name);
  for (const Value& rule : ingress["spec"]["rules"].items()) {
    const auto host = rule.known({"host"});
    // Without a host and a class it may be for any controller, each with its own address.
    if (!host || (host->string().empty() && group.empty())) continue;
    for (const Value& entry : rule["http"]["paths"].items()) {
      const auto path = entry.known({"path"}), type = entry.known({"pathType"});
      if (!path || !type || is_action(entry["backend"])) continue;
      const std::string text(path->string().empty() ? "/" : path->string());
      names.push_back({UniqueName::Of::ingress, std::string(host->string()), text + " " + std::string(type->string()),
                       group, host->missing() ? path->span() : host->span(),
                       path->missing() ? entry.span() : path->span()});
    }
  }
}

void add_external_dns(const Object& object, std::vector<UniqueName>& names) {
  const auto hosts = annotation(object, "external-dns.alpha.kubernetes.io/hostname");
  if (!hosts) return;
  const std::string_view text = hosts->string();
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(',', at), text.size());
    const size_t first = std::min(text.find_first_not_of(' ', at), end);
    const size_t last = first == end ? end : text.find_last_not_of(' ', end - 1) + 1;
    if (first < last)
      names.push_back(
          {UniqueName::Of::external_dns, std::string(text.substr(first, last - first)), {}, {}, hosts->span(), {}});
    at = end + 1;
  }
}

}  // namespace

std::vector<UniqueName> unique_names_of(const Object& object) {
  std::vector<UniqueName> names;
  if (is_ingress(object)) add_ingress(object, names);
  const auto host = object.root.known({"spec", "host"});
  if (object.is("route.openshift.io", "Route") && host && !host->string().empty()) {
    const auto path = object.root.known({"spec", "path"});
    if (path)
      names.push_back({UniqueName::Of::route,
                       std::string(host->string()),
                       std::string(path->string()),
                       {},
                       host->span(),
                       path->span()});
  }
  if (is_ingress(object) || object.is("", "Service")) add_external_dns(object, names);
  return names;
}

}  // namespace plimsoll::kubernetes
