// Lays an object beside its definition.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <unordered_map>
#include <unordered_set>

#include "kubernetes/patch.h"
#include "kubernetes/quantity.h"
#include "kubernetes/schema.h"
#include "kubernetes/version.h"
#include "kubernetes/workload.h"
#include "memo.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

// The fields of the table begin here: what is older is taken for this one.
constexpr int kOldestSchema = 28;
// Nobody reads more hints about one object.
constexpr size_t kMostHomes = 100;

bool is_whole(const Value& value) {
  if (value.integer()) return true;
  if (!value.is_number()) return false;
  // 1e3 and 1.0 are integers in JSON, too.
  const double number = std::strtod(std::string(value.string()).c_str(), nullptr);
  return std::isfinite(number) && number == std::trunc(number) && std::abs(number) < 9.2e18;
}

bool is_quantity(const Value& value) {
  return value.is_number() || (value.is_string() && parse_quantity(value.string()).value);
}

// A word in capitals stands for what a script will put there.
bool is_bytes(const Value& value) {
  const std::string_view text = value.string();
  if (text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_<>") == text.npos) return true;
  return value.is_string() && decode_base64(text).has_value();
}

bool fits_scalar(std::string_view type, const Value& value) {
  if (!value.is_scalar()) return false;
  if (type == "string" || type == "time") return value.is_string();
  if (type == "integer") return is_whole(value);
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.boolean().has_value();
  if (type == "quantity") return is_quantity(value);
  if (type == "bytes") return is_bytes(value);
  return value.is_string() || is_whole(value);  // int-or-string
}

bool is_choice(const Field& field, int version, std::string_view text) {
  const std::vector<std::string_view> choices = field.choices_in(version);
  return choices.empty() || std::find(choices.begin(), choices.end(), text) != choices.end();
}

// Limits may be of types of one's own, which have a domain.
bool is_own_choice(std::string_view definition, std::string_view text) {
  return definition == "core.v1.LimitRangeItem" && text.find('/') != text.npos;
}

// What patches lie over in part: a spec, and webhooks, whose lists have many settings to an item.
bool is_patched_in_part(const Definition& definition) {
  return definition.name().ends_with("Spec") || definition.name().ends_with("Webhook");
}

// A tag of one's own: only the program that reads it knows what it stands for.
bool has_own_tag(const Value& value) {
  return value.node()->tag.starts_with('!') && !value.node()->tag.starts_with("!!");
}

bool has_field(const Definition& definition, std::string_view name, int version) {
  const auto field = definition.field(name);
  return field && field->releases.has(version);
}

// The field that leads to a mapping that has the field: "spec" for replicas of a Deployment.
std::string_view child_home(const Definition& definition, std::string_view name, int version) {
  std::string_view home;
  for (std::string_view step : definition.fields_in(version)) {
    const auto field = definition.field(step);
    if (!field->is_definition() || !has_field(Definition(field->type), name, version)) continue;
    if (step != "metadata") return step;
    home = step;
  }
  return home;
}

// The list whose items have the field, if it is the only one: "ports" for the nodePort of a Service.
std::string_view list_home(const Definition& definition, std::string_view name, int version) {
  std::string_view home;
  for (std::string_view step : definition.fields_in(version)) {
    const auto field = definition.field(step);
    if (!field->is_list() || !has_field(Definition(field->element().type), name, version)) continue;
    if (!home.empty()) return {};
    home = step;
  }
  return home;
}

// The way down to the pod, and to its capabilities.
std::string lower_home(const Definition& definition, std::string_view name, int version) {
  for (std::string_view step : {"jobTemplate", "template", "spec", "securityContext"}) {
    const auto field = definition.field(step);
    if (!field || !field->is_definition()) continue;
    const Definition below(field->type);
    const std::string_view child = child_home(below, name, version);
    const std::string path = child.empty() ? lower_home(below, name, version) : std::string(child);
    if (!path.empty()) return fmt::format("{}.{}", step, path);
  }
  return {};
}

// Lists that the API server refuses where they are empty.
bool needs_items(std::string_view definition, std::string_view name) {
  return (definition == "core.v1.PodSpec" && name == "containers") ||
         (definition == "core.v1.NodeSelector" && name == "nodeSelectorTerms") ||
         (definition == "networking.v1.HTTPIngressRuleValue" && name == "paths") ||
         (definition == "rbac.v1.PolicyRule" && name == "verbs");
}

class Walk {
 public:
  Walk(int version, bool patch, std::vector<Violation>& out) : version_(version), patch_(patch), out_(out) {}

  // `step` is the field that leads to the mapping; empty for the root.
  void map(const Value& map, const Definition& definition, std::string_view step = {}) {
    if (!map.is_map() || has_own_tag(map) || !first_visit(map, definition.name())) return;
    const bool root = step.empty();
    levels_.push_back({definition, step});
    for (const auto& [key, value] : map.entries()) {
      const std::string_view name = key.string();
      if (key.templated() || (root && (name == "status" || name == "sops"))) continue;
      // Directives of patches, and what they take away.
      if (patch_ && (name.starts_with('$') || !value.present())) continue;
      const auto field = definition.field(name);
      if (!field || !field->releases.has(version_)) {
        unknown(map, key, value, definition, field.value_or(Field()));
        continue;
      }
      const Place place{.definition = definition.name(), .name = name, .map = map, .key = key};
      if (field->deprecated && value.present()) add(place, Violation::Kind::deprecated_field, *field, value);
      check(place, *field, value);
    }
    if (!patch_) find_missing(map, definition);
    levels_.pop_back();
  }

 private:
  // The field that is looked at.
  struct Place {
    std::string_view definition, name;
    Value map, key;
  };
  // A mapping on the way to the one that is looked at, and the field that leads to it.
  struct Level {
    Definition definition;
    std::string_view step;
  };

  void unknown(const Value& map, const Value& key, const Value& value, const Definition& definition, Field other) {
    const std::string_view name = key.string();
    add({.kind = Violation::Kind::unknown_field,
         .definition = definition.name(),
         .name = name,
         .field = std::move(other),
         .map = map,
         .key = key,
         .value = value,
         .first = {},
         .home = out_.size() < kMostHomes ? home_of(name) : std::string()});
  }

  // "spec" where the root lacks the field, "the spec of the Deployment" where a template has it.
  std::string home_of(std::string_view name) const {
    const std::string_view child = child_home(levels_.back().definition, name, version_);
    if (!child.empty()) return fmt::format("'{}'", child);
    const std::string_view list = list_home(levels_.back().definition, name, version_);
    if (!list.empty()) return fmt::format("an item of '{}'", list);
    for (size_t up = levels_.size() - 1; up-- > 0;) {
      const Definition& definition = levels_[up].definition;
      if (has_field(definition, name, version_)) return path_to(up, {});
      // A name of anything is no sign that the object's is meant.
      const bool near = up + 2 == levels_.size() || name == "labels" || name == "annotations";
      const auto metadata = definition.field("metadata");
      if (near && metadata && metadata->is_definition() && has_field(Definition(metadata->type), name, version_))
        return path_to(up, "metadata");
    }
    const std::string below = lower_home(levels_.back().definition, name, version_);
    return below.empty() ? below : fmt::format("'{}'", below);
  }

  std::string path_to(size_t level, std::string_view below) const {
    std::string path;
    for (size_t i = 1; i <= level; ++i) path += fmt::format("{}{}", path.empty() ? "" : ".", levels_[i].step);
    if (!below.empty()) path += fmt::format("{}{}", path.empty() ? "" : ".", below);
    const std::string_view root = levels_.front().definition.name();
    const std::string_view object = root.substr(root.rfind('.') + 1);
    return path.empty() ? fmt::format("the top of the {}", object) : fmt::format("'{}' of the {}", path, object);
  }

  void check(const Place& place, const Field& field, const Value& value) {
    if (field.type == "any" || value.missing() || value.templated() || has_own_tag(value)) return;
    if (patch_ && !field.is_definition() && value["$patch"].exists()) return;
    if (field.is_list()) {
      if (!value.is_list()) return add(place, Violation::Kind::wrong_type, field, value);
      if (!first_visit(value, field.type)) return;
      const Field element = field.element();
      for (const Value& item : value.items()) check(place, element, item);
      if (!field.keys.empty() && !patch_) find_duplicates(place, field, value);
    } else if (field.is_map()) {
      if (!value.is_map()) return add(place, Violation::Kind::wrong_type, field, value);
      if (!first_visit(value, field.type)) return;
      const Field element = field.element();
      for (const auto& [key, item] : value.entries()) {
        if (!key.templated()) check({place.definition, key.string(), value, key}, element, item);
      }
    } else if (field.is_definition()) {
      if (!value.is_map()) return add(place, Violation::Kind::wrong_type, field, value);
      map(value, Definition(field.type), place.name);
    } else if (!fits_scalar(field.type, value)) {
      add(place, Violation::Kind::wrong_type, field, value);
    } else if (!field.choices.empty() && !value.string().empty() && !is_choice(field, version_, value.string()) &&
               !is_own_choice(place.definition, value.string())) {
      add(place, Violation::Kind::wrong_choice, field, value);
    }
  }

  // Such a mapping that lacks all of several fields that it needs is a part of an object and means to be no more.
  void find_missing(const Value& map, const Definition& definition) {
    const Fact required = definition.required();
    std::vector<Violation> missing;
    for (const Fact name : required.items()) {
      const Value value = map[name.string()];
      const auto field = definition.field(name.string());
      const bool empty = value.is_list() && value.size() == 0 && needs_items(definition.name(), name.string());
      if ((!value.missing() && !empty) || !field || !field->releases.has(version_)) continue;
      missing.push_back({.kind = Violation::Kind::missing_field,
                         .definition = definition.name(),
                         .name = name.string(),
                         .field = *field,
                         .map = map,
                         .key = {},
                         .value = value,
                         .first = {},
                         .home = {}});
    }
    const bool lacks_all = missing.size() > 1 && missing.size() == required.size();
    if (lacks_all && map.size() > 0 && is_patched_in_part(definition)) return;
    out_.insert(out_.end(), missing.begin(), missing.end());
  }

  // Items that have the same keys; ports without a protocol are those of TCP.
  void find_duplicates(const Place& place, const Field& field, const Value& list) {
    std::unordered_map<std::string, Value> seen;
    for (const Value& item : list.items()) {
      std::string identity;
      bool known = item.is_map();
      for (std::string_view keys = field.keys; !keys.empty();) {
        const size_t end = std::min(keys.find(','), keys.size());
        const Value key = item[keys.substr(0, end)];
        const bool tcp = keys.substr(0, end) == "protocol" && key.missing();
        known = known && !key.templated() && (tcp || !key.string().empty());
        identity += tcp ? std::string_view("TCP") : key.string();
        identity += '\n';
        keys.remove_prefix(std::min(end + 1, keys.size()));
      }
      if (!known) continue;
      const auto [found, fresh] = seen.try_emplace(std::move(identity), item);
      if (!fresh && found->second.node() != item.node())
        add(place, Violation::Kind::duplicate_item, field, item, found->second);
    }
  }

  void add(const Place& place, Violation::Kind kind, const Field& field, const Value& value, const Value& first = {}) {
    add({kind, place.definition, place.name, field, place.map, place.key, value, first, {}});
  }
  void add(Violation violation) { out_.push_back(std::move(violation)); }

  // Aliases may lead to one node any number of times; it is judged once for each shape that it has to have.
  bool first_visit(const Value& value, std::string_view as) {
    if (value.use_span() == value.span()) return true;
    return seen_[value.node()].insert(as.data()).second;
  }

  int version_;
  bool patch_;
  std::vector<Violation>& out_;
  std::vector<Level> levels_;
  std::unordered_map<const Node*, std::unordered_set<const char*>> seen_;
};

// Of a kind that stands in a group that never had it: the definition that it has elsewhere, if there is but one.
std::optional<Kind> misplaced_kind(const Object& object, int version) {
  const Fact versions = facts::table("kubernetes-api-versions");
  for (std::string_view part : {"retired", "introduced"}) {
    if (versions[part][object.api_version][object.kind_name].exists()) return std::nullopt;
  }
  const auto homes = api_versions_of(object.kind_name, version);
  return homes.size() == 1 ? kind_of(homes.front(), object.kind_name) : std::nullopt;
}

std::vector<Violation> find_violations(const Object& object, int version) {
  std::vector<Violation> violations;
  const bool patch = is_marked_as_patch(object), built_in = is_built_in_group(object.group);
  version = std::max(version, kOldestSchema);
  auto kind = kind_of(object.api_version, object.kind_name);
  if (!kind && built_in) kind = misplaced_kind(object, version);
  if (kind) {
    const int known = std::clamp(version, kind->releases.since, kind->releases.until);
    Walk(known, patch, violations).map(object.root, Definition(kind->definition));
  } else if (built_in) {
    for (const Workload& workload : workloads_of(object)) {
      Walk(version, patch, violations).map(workload.pod_spec, Definition("core.v1.PodSpec"));
    }
  }
  return violations;
}

// What a custom kind has beside the fields of a pod, and what older copies of its template have.
bool is_of_custom_kind(const Object& object, const Violation& violation) {
  if (violation.kind != Violation::Kind::unknown_field) return violation.kind == Violation::Kind::missing_field;
  return !violation.field.type.empty() ||
         (object.group == "serving.knative.dev" && violation.definition == "core.v1.PodSpec");
}

}  // namespace

std::vector<Violation> violations_of(const Object& object, int version) {
  thread_local Memo<std::vector<Violation>> memo;
  return memo.get(object.root.node(), [&] { return find_violations(object, version); });
}

std::vector<Violation> violations_of_custom_pods(const Object& object, int version) {
  static constexpr std::string_view kGroups[] = {"apps.kruise.io",  "apps.openshift.io", "argoproj.io",
                                                 "jobset.x-k8s.io", "keda.sh",           "serving.knative.dev"};
  std::vector<Violation> violations;
  if (std::find(std::begin(kGroups), std::end(kGroups), object.group) == std::end(kGroups)) return violations;
  for (const Workload& workload : workloads_of(object)) {
    if (workload.steps) continue;
    Walk(std::max(version, kOldestSchema), is_marked_as_patch(object), violations)
        .map(workload.pod_spec, Definition("core.v1.PodSpec"));
  }
  std::erase_if(violations, [&](const Violation& violation) { return is_of_custom_kind(object, violation); });
  return violations;
}

std::vector<Violation> violations_of_metadata(const Object& object) {
  std::vector<Violation> violations;
  Walk(kNewestVersion, is_marked_as_patch(object), violations).map(object.metadata, Definition("meta.v1.ObjectMeta"));
  return violations;
}

bool is_of_item(const Violation& violation) {
  return violation.map[violation.name].is_list() && violation.map[violation.name].node() != violation.value.node();
}

std::string_view describe(const Value& value) {
  if (value.is_map()) return "a mapping";
  if (value.is_list()) return "a list";
  if (value.missing()) return "nothing";
  if (value.is_string()) return "a string";
  return value.boolean() ? "a boolean" : "a number";
}

std::string_view wanted(const Field& field) {
  if (field.is_list()) return "a list";
  if (field.is_map() || field.is_definition()) return "a mapping";
  if (field.type == "integer") return "an integer";
  if (field.type == "number") return "a number";
  if (field.type == "boolean") return "true or false";
  if (field.type == "quantity") return "a quantity such as 500m or 1Gi";
  if (field.type == "int-or-string") return "an integer or a string";
  if (field.type == "bytes") return "Base64";
  return "a string";
}

}  // namespace plimsoll::kubernetes
