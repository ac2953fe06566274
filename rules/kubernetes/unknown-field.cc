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

// What fields of earlier versions of a kind are called now.
std::string_view new_name(std::string_view definition, std::string_view name) {
  if (definition == "networking.v1.IngressBackend") {
    if (name == "serviceName") return "service.name";
    if (name == "servicePort") return "service.port";
  }
  const bool metrics = name == "targetCPUUtilizationPercentage" || name == "targetAverageUtilization";
  return definition == "autoscaling.v2.HorizontalPodAutoscalerSpec" && metrics ? "metrics" : "";
}

// What people write a level too high.
std::string_view lower_level(const Violation& violation) {
  if (!violation.value.is_scalar()) return {};
  if (violation.definition == "meta.v1.LabelSelector") return "'matchLabels'";
  const bool resource = violation.name == "cpu" || violation.name == "memory";
  return resource && violation.definition.ends_with("ResourceRequirements") ? "'limits' or 'requests'" : "";
}

// Longer words may differ more, and the only field that begins or ends with the word is meant.
std::optional<std::string_view> far_field(std::string_view word, const std::vector<std::string_view>& fields) {
  if (const auto far = closest(word, fields, word.size() / 4)) return far;
  constexpr size_t kShortestWord = 5;
  const auto has_word = [&](std::string_view field) {
    if (field.size() <= word.size()) return false;
    const std::string_view tail = field.substr(field.size() - word.size());
    return field.starts_with(word) || (tail.substr(1) == word.substr(1) && closest(word, {tail}, 0));
  };
  if (word.size() < kShortestWord || std::ranges::count_if(fields, has_word) != 1) return std::nullopt;
  return *std::ranges::find_if(fields, has_word);
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
  const std::vector<std::string_view> fields = Definition(violation.definition).fields_in(version);
  const std::string_view renamed = new_name(violation.definition, name), level = lower_level(violation);
  // The very name, if it is elsewhere, is a better sign than a similar one.
  const auto near = closest(name, fields, violation.home.empty() ? 2 : 1);
  const bool elsewhere = !violation.home.empty() || !level.empty();
  const auto meant = near || elsewhere ? near : far_field(name, fields);
  std::string hint;
  if (!renamed.empty()) {
    hint = fmt::format("; it is '{}' now", renamed);
  } else if (meant) {
    hint = fmt::format("; did you mean '{}'?", *meant);
  } else if (!level.empty()) {
    hint = fmt::format("; it belongs in {}", level);
  } else if (!violation.home.empty()) {
    hint = fmt::format("; it belongs in {}", violation.home);
  }
  Report report = ctx.report(place, "{} has no field '{}', so it is refused or lost{}", what, name, hint);
  const bool protects = is_guard(violation.definition) || (meant && guards(*meant)) ||
                        violation.home.find("securityContext") != violation.home.npos;
  if (!protects) report.severity(Severity::warning);
  if (!near || !renamed.empty() || !is_alone(violation, *near, fields)) return;
  if (auto edit = rename(violation.map, name, *near)) report.suggest(fmt::format("write '{}'", *near), *edit);
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
          for (const Violation& violation : violations_of_custom_pods(object, target_version(ctx))) {
            if (violation.kind == Violation::Kind::unknown_field) report(violation, ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
