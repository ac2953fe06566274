#include "kubernetes/unique_names.h"

#include <algorithm>

#include "kubernetes/services.h"

namespace plimsoll::kubernetes {
namespace {

void add_ingress(const Object& ingress, std::vector<UniqueName>& names) {
  const auto annotated = annotation(ingress, "kubernetes.io/ingress.class");
  const Value field = ingress["spec"]["ingressClassName"];
  if (!annotated || field.templated()) return;
  const std::string group(annotated->present() ? annotated->string() : field.string());
  for (const Value& rule : ingress["spec"]["rules"].items()) {
    const auto host = rule.known({"host"});
    if (!host) continue;
    for (const Value& entry : rule["http"]["paths"].items()) {
      const auto path = entry.known({"path"}), type = entry.known({"pathType"});
      if (!path || !type) continue;
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
