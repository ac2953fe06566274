#include "kubernetes/namespace_terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "kubernetes/admission.h"
#include "kubernetes/pod_security.h"
#include "kubernetes/scope.h"
#include "kubernetes/version.h"

namespace plimsoll::kubernetes {
namespace {

// That of the controls which a label asks for, as facts have it. Nothing where it cannot be known.
std::optional<std::string> version_of(const Value& label) {
  if (label.missing() || label.is("latest")) return std::string(kLatestVersion);
  const auto minor = parse_version(label.string());
  if (label.templated() || !minor) return std::nullopt;
  const auto next = std::upper_bound(std::begin(kPodSecurityVersions), std::end(kPodSecurityVersions), *minor);
  return next == std::begin(kPodSecurityVersions) ? std::nullopt : std::optional(std::to_string(*std::prev(next)));
}

// Those of the objects that surely live in a namespace.
std::vector<std::string> homes_in(const Object& space) {
  std::vector<std::string> homes{"namespace " + std::string(space.name)};
  if (space.name == "default" && space.namespace_.empty()) homes.push_back(home_of(space));
  return homes;
}

void add_levels(const Object& object, std::vector<RunFact>& facts) {
  const Value labels = object.metadata["labels"];
  int said = 0;
  for (std::string_view mode : {"enforce", "warn", "audit"}) {
    const std::string key = std::string(kPodSecurityPrefix).append(mode);
    const int level = pod_security_level(labels[key].string()).value_or(0);
    const auto version = version_of(labels[key + "-version"]);
    if (!version) continue;
    for (const auto& [number, name] : {std::pair{1, "baseline"}, {2, "restricted"}}) {
      if (number > level || number <= said) continue;
      for (const std::string& home : homes_in(object)) {
        facts.push_back({pod_security_fact(mode, name, *version, home), labels[key].span()});
        facts.push_back({pod_security_fact(mode, name, kAnyVersion, home), labels[key].span()});
      }
    }
    said = std::max(said, level);
  }
}

}  // namespace

std::string pod_security_fact(std::string_view mode, std::string_view level, std::string_view version,
                              std::string_view home) {
  return fmt::format("pod security {} {} {} in {}", mode, level, version, home);
}

std::string quota_fact(std::string_view home, std::string_view resource) {
  return fmt::format("quota of {} in {}", resource, home);
}

std::vector<RunFact> namespace_terms_of(const Object& object) {
  std::vector<RunFact> facts;
  if (object.is("", "Namespace")) add_levels(object, facts);
  if (!object.is("", "ResourceQuota") || object["spec"]["scopes"].present() ||
      object["spec"]["scopeSelector"].present())
    return facts;
  for (const auto& [key, amount] : object["spec"]["hard"].entries()) {
    const std::string_view name = key.string();
    const bool short_name = name == "cpu" || name == "memory";
    if (amount.missing()) continue;
    if (!short_name && !name.starts_with("requests.") && !name.starts_with("limits.")) continue;
    const std::string resource = short_name ? std::string("requests.").append(name) : std::string(name);
    for (const std::string& home : homes_of(object)) facts.push_back({quota_fact(home, resource), key.span()});
  }
  return facts;
}

}  // namespace plimsoll::kubernetes
