#include <algorithm>
#include <array>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/levels.h"
#include "kubernetes/schema.h"
#include "kubernetes/version.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

// The field of a mapping in this one that has the key: "spec" for replicas of a Deployment.
std::string_view lower_home(const Definition& definition, std::string_view key, int version) {
  for (std::string_view name : definition.fields_in(version)) {
    const auto field = definition.field(name);
    if (name != "metadata" && field->is_definition() && Definition(field->type).field(key)) return name;
  }
  return {};
}

bool guards(std::string_view field) {
  static constexpr std::array<std::string_view, 8> kFields = {"automountServiceAccountToken",
                                                              "hostIPC",
                                                              "hostNetwork",
                                                              "hostPID",
                                                              "hostUsers",
                                                              "resources",
                                                              "securityContext",
                                                              "tls"};
  return field.ends_with("Probe") || std::find(kFields.begin(), kFields.end(), field) != kFields.end();
}

// What a lost field of such a mapping protects from.
bool is_guard(std::string_view definition) {
  static constexpr std::array<std::string_view, 16> kDefinitions = {"core.v1.AppArmorProfile",
                                                                    "core.v1.Capabilities",
                                                                    "core.v1.PodSecurityContext",
                                                                    "core.v1.Probe",
                                                                    "core.v1.ResourceRequirements",
                                                                    "core.v1.SELinuxOptions",
                                                                    "core.v1.SeccompProfile",
                                                                    "core.v1.SecurityContext",
                                                                    "networking.v1.IPBlock",
                                                                    "networking.v1.IngressTLS",
                                                                    "networking.v1.NetworkPolicyEgressRule",
                                                                    "networking.v1.NetworkPolicyIngressRule",
                                                                    "networking.v1.NetworkPolicyPeer",
                                                                    "networking.v1.NetworkPolicyPort",
                                                                    "networking.v1.NetworkPolicySpec",
                                                                    "core.v1.WindowsSecurityContextOptions"};
  return std::find(kDefinitions.begin(), kDefinitions.end(), definition) != kDefinitions.end();
}

// No other key of the mapping is, or means, the field too: renamed, they would be one key twice.
bool is_alone(const Violation& violation, std::string_view field, const std::vector<std::string_view>& fields) {
  if (violation.map.size() > 2 * fields.size()) return false;  // more of them than anybody writes
  return std::ranges::none_of(violation.map.entries(), [&](const auto& entry) {
    const std::string_view name = entry.first.string();
    return name == field || (name != violation.name && closest(name, fields, 2) == field);
  });
}

void report(const Violation& violation, Context& ctx) {
  const int version = target_version(ctx);
  const std::string_view name = violation.name, what = short_name(violation.definition);
  const Span place = violation.key.span();
  if (const Releases known = violation.field.releases; !violation.field.type.empty()) {
    const bool gone = known.until < version;
    ctx.report(place, "{} has '{}' {} Kubernetes 1.{} only, and this is for 1.{}", what, name, gone ? "up to" : "from",
               gone ? known.until : known.since, version);
    return;
  }
  const Definition definition(violation.definition);
  const std::vector<std::string_view> fields = definition.fields_in(version);
  const auto meant = closest(name, fields, 2);
  const std::string_view home = meant ? std::string_view() : lower_home(definition, name, version);
  std::string hint;
  if (meant) hint = fmt::format("; did you mean '{}'?", *meant);
  if (!home.empty()) hint = fmt::format("; it belongs in '{}'", home);
  Report report = ctx.report(place, "{} has no field '{}', so it is refused or lost{}", what, name, hint);
  if (!is_guard(violation.definition) && !(meant && guards(*meant))) report.severity(Severity::warning);
  if (!meant || !is_alone(violation, *meant, fields)) return;
  if (auto edit = rename(violation.map, name, *meant)) report.suggest(fmt::format("write '{}'", *meant), *edit);
}

}  // namespace

extern constinit const Rule unknown_field = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"kube-linter:kubeconform", "kube-linter:schema-validation"},
    .check =
        [](const Object& object, Context& ctx) {
          for (const Violation& violation : violations_of(object, target_version(ctx))) {
            if (violation.kind == Violation::Kind::unknown_field) report(violation, ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
