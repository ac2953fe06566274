#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/version.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kSeccomp = "seccomp.security.alpha.kubernetes.io/pod";
constexpr std::string_view kContainerSeccomp = "container.seccomp.security.alpha.kubernetes.io/";

int number(Fact fact) {
  int number = 0;
  std::from_chars(fact.string().data(), fact.string().data() + fact.string().size(), number);
  return number;
}

Fact row_of(std::string_view key) {
  const Fact rows = facts::table("deprecated-names")["annotations"];
  if (const Fact row = rows[key]; row.exists()) return row;
  return rows[key.substr(0, key.find('/') + 1)];
}

struct Pod {
  Value spec;
  std::unordered_map<std::string_view, Value> containers;  // by name
};

Pod pod_of(const Value& spec) {
  Pod pod{spec, {}};
  for (std::string_view list : {"containers", "initContainers", "ephemeralContainers"}) {
    for (const Value& container : spec[list].items()) pod.containers.emplace(container["name"].string(), container);
  }
  return pod;
}

// Of a pod, or of what makes some.
Value pod_spec_of(const Object& object) {
  return object.is("", "Pod") ? object["spec"] : object["spec"]["template"]["spec"];
}

// The container that the key of an annotation names behind its slash.
Value container_of(std::string_view key, const Pod& pod) {
  const auto container = pod.containers.find(key.substr(key.find('/') + 1));
  return container == pod.containers.end() ? Value() : container->second;
}

// Whether the field says what an annotation says ("runtime/default", "localhost/profile.json", "unconfined"), or may.
bool says(const Value& owner, std::string_view profile) {
  const Value field = owner["securityContext"]["seccompProfile"];
  switch (seccomp_of(owner).kind) {
    case Seccomp::Kind::unknown:
      return true;
    case Seccomp::Kind::unconfined:
      return profile == "unconfined";
    case Seccomp::Kind::confined:
      if (profile.starts_with("localhost/")) return field["localhostProfile"].is(profile.substr(10));
      return field["type"].is("RuntimeDefault") && (profile == "runtime/default" || profile == "docker/default");
    default:
      return false;
  }
}

// Nothing takes the place of a seccomp annotation that no longer has an effect.
bool is_lost(std::string_view key, const Value& value, const Pod& pod) {
  if (value.templated() || says(pod.spec, value.string())) return false;
  if (key != kSeccomp) return !says(container_of(key, pod), value.string());
  return pod.containers.empty() ||
         !std::all_of(pod.containers.begin(), pod.containers.end(),
                      [&](const auto& container) { return says(container.second, value.string()); });
}

// What the annotation of this object, or of the template of a claim, says in a field of its own; absent where that is
// not so simple.
std::optional<Edit> as_field(const Value& owner, std::string_view key, const Value& value, const Object& object,
                             Context& ctx) {
  const Value spec = owner["spec"];
  const std::string_view text = ctx.source().text(value.span());
  if (key == "kubernetes.io/ingress.class" && object.is("networking.k8s.io", "Ingress") && object.version == "v1" &&
      spec["ingressClassName"].missing())
    return set(owner, {"spec", "ingressClassName"}, text, ctx.source());
  const bool claim = object.is("", "PersistentVolumeClaim") || owner != object.root;
  if (key == "volume.beta.kubernetes.io/storage-class" && claim && spec["storageClassName"].missing())
    return set(owner, {"spec", "storageClassName"}, text, ctx.source());
  return std::nullopt;
}

// The same for the profile of a pod.
std::optional<Edit> as_profile(std::string_view key, const Value& value, const Pod& pod, Context& ctx) {
  const bool seccomp = key == kSeccomp;
  if (!value.is("runtime/default") || (!seccomp && !key.starts_with(kAppArmorAnnotation))) return std::nullopt;
  const Value owner = seccomp ? pod.spec : container_of(key, pod);
  const std::string_view field = seccomp ? "seccompProfile" : "appArmorProfile";
  if (!owner.is_map() || !owner["securityContext"][field].missing()) return std::nullopt;
  return set(owner, {"securityContext", field, "type"}, "RuntimeDefault", ctx.source());
}

// `owner` is the object, or the template of a claim, if it has the metadata.
void check(const Value& owner, const Value& metadata, const Value& pod_spec, const Object& object, Context& ctx) {
  const int version = target_version(ctx);
  const auto annotations = metadata["annotations"].entries();
  if (annotations.empty()) return;
  const Pod pod = pod_of(pod_spec);
  for (const auto& [key, value] : annotations) {
    const std::string_view name = key.string();
    const Fact row = row_of(name);
    if (!row["deprecated"].exists() || version < number(row["deprecated"]) || !value.present()) continue;
    const Fact ineffective = row["ineffective"];
    const bool dead = ineffective.exists() && version >= number(ineffective);
    Report report = dead ? ctx.report(key.span(), "annotation '{}' has no effect since Kubernetes 1.{}; use {}", name,
                                      ineffective.string(), row["use"].string())
                         : ctx.report(key.span(), "annotation '{}' is deprecated; use {}", name, row["use"].string());
    const bool seccomp = dead && (name == kSeccomp || name.starts_with(kContainerSeccomp));
    if (seccomp && is_lost(name, value, pod)) report.severity(Severity::error);
    if (value.templated()) continue;
    const auto field = as_field(owner, name, value, object, ctx);
    const auto added = field ? field : as_profile(name, value, pod, ctx);
    const auto removed = erase(metadata, {"annotations", name}, ctx.source());
    if (added && removed) report.suggest(fmt::format("use {}", row["use"].string()), {*removed, *added});
  }
}

}  // namespace

extern constinit const Rule deprecated_annotation = {
    .severity = Severity::warning,
    .group = Group::deprecated_api,
    .replaces = {"service-deprecated-field"},
    .check = {[](const Object& object, Context& ctx) {
                check(object.root, object.metadata, pod_spec_of(object), object, ctx);
                for (const Value& claim : object["spec"]["volumeClaimTemplates"].items())
                  check(claim, claim["metadata"], {}, object, ctx);
              },
              [](const Workload& workload, Context& ctx) {
                if (workload.pod_metadata.node() != workload.object->metadata.node())
                  check({}, workload.pod_metadata, workload.pod_spec, *workload.object, ctx);
              }},
};

}  // namespace plimsoll::kubernetes
