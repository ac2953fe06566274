#include "kubernetes/namespace_terms.h"

#include <fmt/format.h>

#include "kubernetes/admission.h"
#include "kubernetes/scope.h"

namespace plimsoll::kubernetes {
namespace {

// The newest controls came with this release; an older version of the standards asks for less.
constexpr std::string_view kOldVersions[] = {
    "v1.0",  "v1.1",  "v1.2",  "v1.3",  "v1.4",  "v1.5",  "v1.6",  "v1.7",  "v1.8",  "v1.9",  "v1.10", "v1.11", "v1.12",
    "v1.13", "v1.14", "v1.15", "v1.16", "v1.17", "v1.18", "v1.19", "v1.20", "v1.21", "v1.22", "v1.23", "v1.24"};

bool is_old(const Value& version) {
  for (std::string_view old : kOldVersions) {
    if (version.is(old)) return true;
  }
  return version.templated();
}

void add_levels(const Object& object, std::vector<RunFact>& facts) {
  const Value labels = object.metadata["labels"];
  int enforced = 0;
  for (std::string_view mode : {"enforce", "warn"}) {
    const std::string key = std::string(kPodSecurityPrefix).append(mode);
    const int level = pod_security_level(labels[key].string()).value_or(0);
    if (is_old(labels[key + "-version"])) continue;
    for (const auto& [number, name] : {std::pair{1, "baseline"}, {2, "restricted"}}) {
      if (number > level || number <= enforced) continue;
      facts.push_back({pod_security_fact(mode, name, object.name), labels[key].span()});
    }
    enforced = level;
  }
}

}  // namespace

std::string pod_security_fact(std::string_view mode, std::string_view level, std::string_view space) {
  return fmt::format("pod security {} {} in {}", mode, level, space);
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
    if (!short_name && !name.starts_with("requests.") && !name.starts_with("limits.")) continue;
    const std::string resource = short_name ? std::string("requests.").append(name) : std::string(name);
    facts.push_back({quota_fact(home_of(object), resource), key.span()});
  }
  return facts;
}

}  // namespace plimsoll::kubernetes
