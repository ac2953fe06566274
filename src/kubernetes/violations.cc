// Lays an object beside its definition.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <unordered_map>
#include <unordered_set>

#include "kubernetes/patch.h"
#include "kubernetes/quantity.h"
#include "kubernetes/schema.h"
#include "kubernetes/workload.h"
#include "memo.h"

namespace plimsoll::kubernetes {
namespace {

// The fields of the table begin here: what is older is taken for this one.
constexpr int kOldestSchema = 28;

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

bool fits_scalar(std::string_view type, const Value& value) {
  if (!value.is_scalar()) return false;
  if (type == "string" || type == "time") return value.is_string();
  if (type == "integer") return is_whole(value);
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.boolean().has_value();
  if (type == "quantity") return is_quantity(value);
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

class Walk {
 public:
  Walk(int version, std::vector<Violation>& out) : version_(version), out_(out) {}

  void map(const Value& map, const Definition& definition, bool root = false) {
    if (!map.is_map() || has_own_tag(map) || !first_visit(map, definition.name())) return;
    for (const auto& [key, value] : map.entries()) {
      const std::string_view name = key.string();
      if (key.templated() || (root && (name == "status" || name == "sops"))) continue;
      const auto field = definition.field(name);
      if (!field || !field->releases.has(version_)) {
        add({.kind = Violation::Kind::unknown_field,
             .definition = definition.name(),
             .name = name,
             .field = field.value_or(Field()),
             .map = map,
             .key = key,
             .value = value,
             .first = {}});
        continue;
      }
      check({.definition = definition.name(), .name = name, .map = map, .key = key}, *field, value);
    }
    find_missing(map, definition);
  }

 private:
  // The field that is looked at.
  struct Place {
    std::string_view definition, name;
    Value map, key;
  };

  void check(const Place& place, const Field& field, const Value& value) {
    if (field.type == "any" || value.missing() || value.templated() || has_own_tag(value)) return;
    if (field.is_list()) {
      if (!value.is_list()) return add(place, Violation::Kind::wrong_type, field, value);
      if (!first_visit(value, field.type)) return;
      const Field element = field.element();
      for (const Value& item : value.items()) check(place, element, item);
      if (!field.keys.empty()) find_duplicates(place, field, value);
    } else if (field.is_map()) {
      if (!value.is_map()) return add(place, Violation::Kind::wrong_type, field, value);
      if (!first_visit(value, field.type)) return;
      const Field element = field.element();
      for (const auto& [key, item] : value.entries()) {
        if (!key.templated()) check({place.definition, key.string(), value, key}, element, item);
      }
    } else if (field.is_definition()) {
      if (!value.is_map()) return add(place, Violation::Kind::wrong_type, field, value);
      map(value, Definition(field.type));
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
      if (!value.missing() || !field || !field->releases.has(version_)) continue;
      missing.push_back({.kind = Violation::Kind::missing_field,
                         .definition = definition.name(),
                         .name = name.string(),
                         .field = *field,
                         .map = map,
                         .key = {},
                         .value = value,
                         .first = {}});
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
    add({kind, place.definition, place.name, field, place.map, place.key, value, first});
  }
  void add(const Violation& violation) { out_.push_back(violation); }

  // Aliases may lead to one node any number of times; it is judged once for each shape that it has to have.
  bool first_visit(const Value& value, std::string_view as) {
    if (value.use_span() == value.span()) return true;
    return seen_[value.node()].insert(as.data()).second;
  }

  int version_;
  std::vector<Violation>& out_;
  std::unordered_map<const Node*, std::unordered_set<const char*>> seen_;
};

std::vector<Violation> find_violations(const Object& object, int version) {
  std::vector<Violation> violations;
  if (is_marked_as_patch(object)) return violations;
  version = std::max(version, kOldestSchema);
  if (const auto kind = kind_of(object.api_version, object.kind_name)) {
    const int known = std::clamp(version, kind->releases.since, kind->releases.until);
    Walk(known, violations).map(object.root, Definition(kind->definition), true);
  } else if (is_built_in_group(object.group)) {
    for (const Workload& workload : workloads_of(object)) {
      Walk(version, violations).map(workload.pod_spec, Definition("core.v1.PodSpec"));
    }
  }
  return violations;
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
  if (is_marked_as_patch(object) ||
      std::find(std::begin(kGroups), std::end(kGroups), object.group) == std::end(kGroups))
    return violations;
  for (const Workload& workload : workloads_of(object)) {
    if (!workload.steps)
      Walk(std::max(version, kOldestSchema), violations).map(workload.pod_spec, Definition("core.v1.PodSpec"));
  }
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
  return "a string";
}

}  // namespace plimsoll::kubernetes
