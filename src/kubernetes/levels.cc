#include "kubernetes/levels.h"

#include <algorithm>
#include <array>

namespace plimsoll::kubernetes {
namespace {

struct Place {
  std::string_view definition, name;
};
constexpr Place kPod{"core.v1.PodSpec", "the spec of the pod"};
constexpr Place kPodSecurity{"core.v1.PodSecurityContext", "the securityContext of the pod"};
constexpr Place kContainer{"core.v1.Container", "a container"};
constexpr Place kEphemeral{"core.v1.EphemeralContainer", "a container"};
constexpr Place kSecurity{"core.v1.SecurityContext", "the securityContext of a container"};
constexpr Place kResources{"core.v1.ResourceRequirements", "the resources of a container"};

// For each level the others, the likeliest first, with the path to those that are below.
struct Row {
  std::string_view at;
  Place belongs;
  std::array<std::string_view, 2> path;
};
constexpr Row kRows[] = {
    {kPod.definition, kPodSecurity, {"securityContext"}},
    {kPod.definition, kContainer, {}},
    {kPod.definition, kSecurity, {}},
    {kPod.definition, kResources, {}},
    {kPodSecurity.definition, kSecurity, {}},
    {kPodSecurity.definition, kPod, {}},
    {kPodSecurity.definition, kContainer, {}},
    {kContainer.definition, kSecurity, {"securityContext"}},
    {kContainer.definition, kResources, {"resources"}},
    {kContainer.definition, kPod, {}},
    {kContainer.definition, kPodSecurity, {}},
    {kEphemeral.definition, kSecurity, {"securityContext"}},
    {kEphemeral.definition, kPod, {}},
    {kEphemeral.definition, kPodSecurity, {}},
    {kSecurity.definition, kPodSecurity, {}},
    {kSecurity.definition, kContainer, {}},
    {kSecurity.definition, kPod, {}},
    {"core.v1.PodTemplateSpec", kPod, {"spec"}},
    {"core.v1.PodTemplateSpec", kContainer, {}},
};

bool is_workload_spec(std::string_view definition) {
  static constexpr std::array<std::string_view, 6> kSpecs = {
      "apps.v1.DaemonSetSpec",   "apps.v1.DeploymentSpec", "apps.v1.ReplicaSetSpec",
      "apps.v1.StatefulSetSpec", "batch.v1.JobSpec",       "core.v1.ReplicationControllerSpec"};
  return std::find(kSpecs.begin(), kSpecs.end(), definition) != kSpecs.end();
}

bool has(const Place& place, std::string_view field, int version) {
  const auto found = Definition(place.definition).field(field);
  return found && found->releases.has(version);
}

}  // namespace

std::optional<Level> right_level(const Violation& violation, int version) {
  if (violation.kind != Violation::Kind::unknown_field || !violation.field.type.empty()) return std::nullopt;
  if (is_workload_spec(violation.definition)) {
    if (has(kPod, violation.name, version)) return Level{"the spec of the template", {"template", "spec"}};
    if (has(kContainer, violation.name, version)) return Level{kContainer.name, {}};
    return std::nullopt;
  }
  if (violation.definition == "batch.v1.CronJobSpec" || violation.definition == "batch.v1.JobTemplateSpec") {
    if (has(kPod, violation.name, version)) return Level{"the spec of the template", {}};
    if (has(kContainer, violation.name, version)) return Level{kContainer.name, {}};
    return std::nullopt;
  }
  // Metadata of a template has a pod beside it, that of an object need not have one.
  if (violation.definition == "meta.v1.ObjectMeta") {
    if (violation.name == "env" || violation.name == "containers")
      return Level{violation.name == "env" ? kContainer.name : kPod.name, {}};
    return std::nullopt;
  }
  for (const Row& row : kRows) {
    if (row.at != violation.definition || !has(row.belongs, violation.name, version)) continue;
    Level level{row.belongs.name, {}};
    for (std::string_view key : row.path) {
      if (!key.empty()) level.path.push_back(key);
    }
    return level;
  }
  return std::nullopt;
}

std::string_view short_name(std::string_view definition) { return definition.substr(definition.rfind('.') + 1); }

Span place_of_missing(const Violation& violation) {
  const Span key = violation.map.key_span();
  if (key != violation.map.span()) return key;
  const auto entries = violation.map.entries();
  return entries.empty() ? key : entries.front().first.span();
}

Span place_of_item(const Violation& violation) {
  const std::string_view keys = violation.field.keys;
  return violation.value[keys.substr(0, keys.find(','))].span();
}

}  // namespace plimsoll::kubernetes
