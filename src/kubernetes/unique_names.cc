#include "kubernetes/unique_names.h"

#include <algorithm>

#include "kubernetes/services.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kAlbGroup = "alb.ingress.kubernetes.io/group.name";

// The default class of the cluster is one of Google or Amazon, by what annotations speak of.
bool is_for_cloud(const Object& ingress) {
  const auto all = ingress.metadata["annotations"].entries();
  return std::any_of(all.begin(), all.end(), [](const auto& each) {
    const std::string_view key = each.first.string();
    return key.starts_with("networking.gke.io/") || key.starts_with("ingress.gcp.kubernetes.io/") ||
           key.starts_with("alb.ingress.kubernetes.io/") || key == "kubernetes.io/ingress.global-static-ip-name";
  });
}

// Its controller makes a load balancer for each Ingress, so that one class is as good as many.
bool has_balancer_of_its_own(const Object& ingress, std::string_view ingress_class) {
  const auto group = annotation(ingress, kAlbGroup);
  if (ingress_class == "alb") return !group || group->string().empty();
  if (ingress_class.empty()) return is_for_cloud(ingress);
  return ingress_class == "gce" || ingress_class == "gce-internal";
}

// Ingresses with the same one share an address: those of one class, unless it makes several. Nothing if it is unknown.
std::optional<std::string> address_of(const Object& ingress) {
  const auto annotated = annotation(ingress, "kubernetes.io/ingress.class");
  const auto field = ingress.root.known({"spec", "ingressClassName"});
  if (!annotated || !field) return std::nullopt;
  std::string name(annotated->present() ? annotated->string() : field->string());
  if (has_balancer_of_its_own(ingress, name))
    return name.append(" ").append(ingress.namespace_).append(" ").append(ingress.name);
  if (name == "alb") name.append(" ").append(annotation(ingress, kAlbGroup)->string());
  return name;
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
  const auto address = address_of(ingress);
  if (!address || is_canary(ingress)) return;
  for (const Value& rule : ingress["spec"]["rules"].items()) {
    const auto host = rule.known({"host"}), paths = rule.known({"http", "paths"});
    if (!host || !paths) continue;
    const std::string name(host->string());
    if (paths->size() == 0 && !name.empty())
      names.push_back({UniqueName::Of::ingress, name, {}, *address, host->span(), host->span()});
    for (const Value& entry : paths->items()) {
      const auto path = entry.known({"path"}), type = entry.known({"pathType"});
      if (!path || !type || is_action(entry["backend"])) continue;
      const std::string text(path->string().empty() ? "/" : path->string());
      names.push_back({UniqueName::Of::ingress, name, text + " " + std::string(type->string()), *address,
                       host->missing() ? path->span() : host->span(), path->missing() ? entry.span() : path->span()});
    }
  }
}

// Before its group it was one of the core group.
void add_route(const Object& route, std::vector<UniqueName>& names) {
  const auto host = route.root.known({"spec", "host"}), path = route.root.known({"spec", "path"});
  if (!host || !path || host->string().empty()) return;
  const std::string_view below = path->is("/") ? "" : path->string();
  names.push_back(
      {UniqueName::Of::route, std::string(host->string()), std::string(below), {}, host->span(), path->span()});
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
  if (object.is("route.openshift.io", "Route") || object.is("", "Route")) add_route(object, names);
  if (is_ingress(object) || object.is("", "Service")) add_external_dns(object, names);
  return names;
}

}  // namespace plimsoll::kubernetes
