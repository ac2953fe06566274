// Lays a custom resource beside the schema of its definition.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <unordered_set>
#include <utility>

#include "kubernetes/custom_schemas.h"
#include "kubernetes/patch.h"
#include "kubernetes/quantity.h"
#include "kubernetes/schema.h"
#include "kubernetes/version.h"
#include "pattern.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

using Type = CustomSchema::Type;

std::optional<double> number_of(const Value& value) {
  if (!value.is_number()) return std::nullopt;
  return std::strtod(std::string(value.string()).c_str(), nullptr);
}

std::string_view wanted(Type type) {
  switch (type) {
    case Type::object:
      return "a mapping";
    case Type::array:
      return "a list";
    case Type::string:
      return "a string";
    case Type::integer:
      return "an integer";
    case Type::number:
      return "a number";
    case Type::boolean:
      return "true or false";
    case Type::int_or_string:
      return "an integer or a string";
    case Type::any:
      break;
  }
  return "anything";
}

// 1e3 and 1.0 are integers in JSON, too.
bool is_whole_number(const Value& value) {
  const auto quantity = parse_quantity(value.string()).value;
  return value.is_number() && quantity && quantity->whole();
}

bool fits(Type type, const Value& value) {
  switch (type) {
    case Type::any:
      return true;
    case Type::object:
      return value.is_map();
    case Type::array:
      return value.is_list();
    case Type::string:
      return value.is_string();
    case Type::integer:
      return value.integer().has_value() || is_whole_number(value);
    case Type::number:
      return value.is_number();
    case Type::boolean:
      return value.boolean().has_value();
    case Type::int_or_string:
      return value.is_string() || value.integer().has_value() || is_whole_number(value);
  }
  return true;
}

// Of the formats that the API server knows those whose spelling leaves no doubt.
bool has_format(std::string_view format, const Value& value) {
  const std::string_view text = value.string();
  if (format == "int32") return !value.integer() || *value.integer() == static_cast<int32_t>(*value.integer());
  if (!value.is_string()) return true;
  if (format == "date") return is_found("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text);
  if (format == "byte") return text.size() % 4 == 0 && is_found("^[A-Za-z0-9+/]*={0,2}$", text);
  if (format != "date-time") return true;
  return is_found("(?i)^[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9]{2}:[0-9]{2}:[0-9]{2}(.[0-9]+)?(z|[+-][0-9]{2}:[0-9]{2})$",
                  text);
}

size_t letters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// "at most 10 items", if the number is beyond the range.
std::string breach(const CustomSchema::Range& range, double number, std::string_view unit = "") {
  const auto text = [&](std::string_view bound, double end) {
    return fmt::format("{} {}{}{}", bound, end, unit, unit.empty() || end == 1 ? "" : "s");
  };
  if (range.least && (number < *range.least || (range.above && number == *range.least)))
    return text(range.above ? "more than" : "at least", *range.least);
  if (range.most && (number > *range.most || (range.below && number == *range.most)))
    return text(range.below ? "less than" : "at most", *range.most);
  return {};
}

// "a, b", if all that the alternatives ask for is fields that have to be there.
std::string required_names(const std::vector<CustomSchema>& alternatives) {
  std::string names;
  for (const CustomSchema& schema : alternatives) {
    if (schema.required.size() != 1) return {};
    names += fmt::format("{}'{}'", names.empty() ? "" : ", ", schema.required.front());
  }
  return names;
}

// How many values may be laid beside a schema: alternatives multiply.
constexpr int64_t kMostSteps = 2'000'000;

class Comparison {
 public:
  explicit Comparison(bool prunes, bool patch = false) : prunes_(prunes), patch_(patch) {}

  std::vector<Deviation> run(const Object& object, const CustomSchema& schema) {
    map(object.kind_name, object.root, schema, true);
    combine(object.kind_name, object.root, schema);
    metadata(object);
    return std::move(found_);
  }

 private:
  void add(const Span& place, std::string message) { found_.push_back({place, std::move(message)}); }

  static Span key_of(const Value& value) {
    if (value.key_span() != value.span() || !value.is_map()) return value.key_span();
    const auto entries = value.entries();
    return entries.empty() ? value.span() : entries.front().first.span();
  }

  void check(std::string_view name, const Value& value, const CustomSchema& schema) {
    if (--steps_ < 0 || value.missing()) return;
    if (value.templated() || value.node()->tag.starts_with('!')) {
      doubtful_ = true;
      return;
    }
    if (!fits(schema.type, value)) {
      return add(value.span(),
                 fmt::format("'{}' wants {}, and this is {}", name, wanted(schema.type), describe(value)));
    }
    if (value.is_map()) {
      map(name, value, schema, schema.resource);
    } else if (value.is_list()) {
      list(name, value, schema);
    } else {
      scalar(name, value, schema);
    }
    combine(name, value, schema);
  }

  void list(std::string_view name, const Value& value, const CustomSchema& schema) {
    if (!first_visit(value, schema)) return;
    const std::string wrong =
        patch_ ? std::string() : breach(schema.item_count, static_cast<double>(value.size()), " item");
    if (!wrong.empty()) add(value.key_span(), fmt::format("'{}' has {}", name, wrong));
    if (!patch_ && (schema.is_set || !schema.keys.empty())) find_duplicates(name, value, schema);
    if (!schema.items) return;
    for (const Value& item : value.items()) check(name, item, *schema.items);
  }

  void find_duplicates(std::string_view name, const Value& list, const CustomSchema& schema) {
    std::unordered_set<std::string> seen;
    for (const Value& item : list.items()) {
      std::string identity(item.string());
      bool known = item.is_map() ? !schema.keys.empty() : item.is_scalar() && schema.keys.empty() && !item.templated();
      for (const std::string& key : schema.keys) {
        known = known && item[key].is_scalar() && !item[key].templated();
        identity += fmt::format("{}\n", item[key].string());
      }
      if (!known || seen.insert(identity).second) continue;
      add(item.is_map() ? item[schema.keys.front()].span() : item.span(),
          schema.keys.empty()
              ? fmt::format("'{}' is a set, and has this twice", name)
              : fmt::format("'{}' has two items of the same {}", name, fmt::join(schema.keys, " and ")));
    }
  }

  void scalar(std::string_view name, const Value& value, const CustomSchema& schema) {
    const auto& choices = schema.choices;
    steps_ -= static_cast<int64_t>(choices.size());
    const double number = number_of(value).value_or(0);
    const std::string size = value.is_number() ? breach(schema.value, number) : std::string();
    const std::string length = value.is_string()
                                   ? breach(schema.length, static_cast<double>(letters(value.string())), " character")
                                   : std::string();
    if (!choices.empty() && std::find(choices.begin(), choices.end(), value.string()) == choices.end()) {
      add(value.span(), fmt::format("'{}' is one of {}", name, fmt::join(choices, ", ")));
    } else if (!size.empty()) {
      add(value.span(), fmt::format("'{}' is {}", name, size));
    } else if (!length.empty()) {
      add(value.span(), fmt::format("'{}' has {}", name, length));
    } else if (value.is_number() && schema.factor > 0 && std::abs(std::remainder(number, schema.factor)) > 1e-9) {
      add(value.span(), fmt::format("'{}' is a multiple of {}", name, schema.factor));
    } else if (!has_format(schema.format, value)) {
      add(value.span(), fmt::format("'{}' does not have the format {}", name, schema.format));
    } else if (!schema.pattern.empty() && value.is_string() && compiles(schema.pattern) &&
               !is_found(schema.pattern, value.string())) {
      add(value.span(), fmt::format("'{}' does not fit the pattern {}", name, schema.pattern));
    }
  }

  static bool is_of_resource(std::string_view name) {
    return name == "apiVersion" || name == "kind" || name == "metadata";
  }

  void map(std::string_view name, const Value& map, const CustomSchema& schema, bool resource) {
    if (!first_visit(map, schema)) return;
    for (const auto& [key, value] : map.entries()) {
      const std::string_view field = key.string();
      if (key.templated() || (resource && (is_of_resource(field) || field == "status"))) continue;
      // Directives, and what is taken away.
      if (patch_ && (field.starts_with('$') || !value.present())) continue;
      const auto property = schema.properties.find(field);
      if (property != schema.properties.end()) {
        check(field, value, *property->second);
      } else if (schema.additional) {
        check(field, value, *schema.additional);
      } else if (!schema.open && prunes_ && schema.type == Type::object) {
        unknown(key, schema);
      }
    }
    if (patch_) return;
    for (const std::string& field : schema.required) {
      if (!(resource && is_of_resource(field)) && lacks(map, field, schema)) missing(map, field);
    }
    if (schema.resource) {
      for (std::string_view field : {"apiVersion", "kind"}) {
        if (map[field].missing()) missing(map, field);
      }
    }
    const std::string wrong = breach(schema.property_count, static_cast<double>(map.size()), " field");
    if (!wrong.empty()) add(key_of(map), fmt::format("'{}' has {}", name, wrong));
  }

  void missing(const Value& map, std::string_view field) {
    add(key_of(map), fmt::format("'{}' is missing here", field));
  }

  // What has a default is there before the schema is looked at, and so is a null where it counts.
  static bool lacks(const Value& map, std::string_view field, const CustomSchema& schema) {
    const Value value = map[field];
    if (!value.missing()) return false;
    const auto property = schema.properties.find(field);
    if (property == schema.properties.end()) return true;
    return !property->second->has_default && !(property->second->nullable && value.exists());
  }

  void unknown(const Value& key, const CustomSchema& schema) {
    std::vector<std::string_view> names;
    steps_ -= static_cast<int64_t>(schema.properties.size());
    if (steps_ < 0) return;
    for (const auto& [name, property] : schema.properties) names.push_back(name);
    const auto meant = closest(key.string(), names, 2);
    add(key.span(), fmt::format("there is no field '{}'{}", key.string(),
                                meant ? fmt::format("; did you mean '{}'?", *meant) : ""));
  }

  // allOf, anyOf, oneOf and not. What they do not name they do not forbid.
  void combine(std::string_view name, const Value& value, const CustomSchema& schema) {
    if (patch_) return;
    for (const CustomSchema& part : schema.all_of) within(part, name, value);
    if (!schema.any_of.empty()) any_of(name, value, schema.any_of);
    if (!schema.one_of.empty()) one_of(name, value, schema.one_of);
    if (!schema.none_of.empty() && count(name, value, schema.none_of) == 1)
      add(key_of(value), fmt::format("'{}' is what its schema rules out by 'not'", name));
  }

  void within(const CustomSchema& part, std::string_view name, const Value& value) {
    const bool prunes = std::exchange(prunes_, false);
    check(name, value, part);
    prunes_ = prunes;
  }

  void any_of(std::string_view name, const Value& value, const std::vector<CustomSchema>& alternatives) {
    if (count(name, value, alternatives) != 0) return;
    const std::string names = required_names(alternatives);
    add(key_of(value), names.empty() ? fmt::format("'{}' has none of the forms that it may have", name)
                                     : fmt::format("'{}' needs one of {}", name, names));
  }

  void one_of(std::string_view name, const Value& value, const std::vector<CustomSchema>& alternatives) {
    const auto fitting = count(name, value, alternatives);
    if (!fitting || *fitting == 1) return;
    const std::string names = required_names(alternatives);
    if (*fitting == 0) {
      any_of(name, value, alternatives);
    } else {
      add(key_of(value), names.empty() ? fmt::format("'{}' has several forms at once, and may have one", name)
                                       : fmt::format("'{}' may have but one of {}", name, names));
    }
  }

  // How many of the schemas the value fits; nothing if that cannot be told.
  std::optional<size_t> count(std::string_view name, const Value& value, const std::vector<CustomSchema>& schemas) {
    size_t fitting = 0;
    for (const CustomSchema& schema : schemas) {
      Comparison probe(false);
      probe.steps_ = steps_;
      probe.check(name, value, schema);
      steps_ = probe.steps_;
      if (probe.doubtful_ || steps_ < 0) return std::nullopt;
      fitting += probe.found_.empty();
    }
    return fitting;
  }

  void metadata(const Object& object) {
    for (const Violation& violation : violations_of_metadata(object)) {
      if (violation.kind == Violation::Kind::unknown_field) {
        const auto meant = closest(violation.name, Definition(violation.definition).fields_in(kNewestVersion), 2);
        add(violation.key.span(), fmt::format("there is no field '{}'{}", violation.name,
                                              meant ? fmt::format("; did you mean '{}'?", *meant) : ""));
      } else if (violation.kind == Violation::Kind::wrong_type && violation.map == object.metadata) {
        add(violation.value.span(), fmt::format("'{}' wants {}, and this is {}", violation.name,
                                                kubernetes::wanted(violation.field), describe(violation.value)));
      }
    }
    if (patch_) return;
    if (!object.metadata.exists() ||
        (object.metadata.is_map() && object.metadata["name"].missing() && object.metadata["generateName"].missing()))
      add(object.metadata.exists() ? object.metadata.key_span() : object.root["kind"].span(), "'name' is missing here");
  }

  // Patterns are those of ECMAScript, not all of which RE2 knows; one that fits the empty pattern's own text compiles.
  static bool compiles(const std::string& pattern) { return is_found("(?:" + pattern + ")?", ""); }

  // Aliases may lead to one node any number of times.
  bool first_visit(const Value& value, const CustomSchema& schema) {
    return value.use_span() == value.span() || seen_.insert({value.node(), &schema}).second;
  }

  struct PairHash {
    size_t operator()(const std::pair<const void*, const void*>& pair) const {
      return std::hash<const void*>()(pair.first) * 31 + std::hash<const void*>()(pair.second);
    }
  };
  bool prunes_;
  bool patch_;  // what it lacks may stand in what is patched
  bool doubtful_ = false;
  int64_t steps_ = kMostSteps;
  std::vector<Deviation> found_;
  std::unordered_set<std::pair<const void*, const void*>, PairHash> seen_;
};

}  // namespace

std::vector<Deviation> deviations_of(const Object& object, const CustomSchemas::Definition& definition) {
  return Comparison(definition.prunes, is_marked_as_patch(object)).run(object, definition.schema);
}

}  // namespace plimsoll::kubernetes
