#include "kubernetes/custom_schemas.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <unordered_set>

#include "diagnose.h"
#include "kubernetes/parse.h"
#include "kubernetes/patch.h"
#include "kubernetes/quantity.h"
#include "pattern.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

using Type = CustomSchema::Type;

// Schemas are finite trees; deeper ones than this say nothing any more.
constexpr int kDeepest = 64;

Type type_of(const Value& schema) {
  if (schema["x-kubernetes-int-or-string"].is(true)) return Type::int_or_string;
  const std::string_view name = schema["type"].string();
  if (name == "object") return Type::object;
  if (name == "array") return Type::array;
  if (name == "string") return Type::string;
  if (name == "integer") return Type::integer;
  if (name == "number") return Type::number;
  return name == "boolean" ? Type::boolean : Type::any;
}

std::optional<double> number_of(const Value& value) {
  if (!value.is_number()) return std::nullopt;
  return std::strtod(std::string(value.string()).c_str(), nullptr);
}

CustomSchema read(const Value& from, int depth);

std::unique_ptr<CustomSchema> read_below(const Value& from, int depth) {
  return std::make_unique<CustomSchema>(read(from, depth + 1));
}

CustomSchema read(const Value& from, int depth) {
  CustomSchema schema;
  // An alias may lead back up, so aliases are not followed.
  if (!from.is_map() || depth > kDeepest || from.use_span() != from.span()) return schema;
  schema.type = type_of(from);
  schema.open = from["x-kubernetes-preserve-unknown-fields"].is(true);
  schema.resource = from["x-kubernetes-embedded-resource"].is(true);
  for (const auto& [key, value] : from["properties"].entries())
    schema.properties[std::string(key.string())] = read_below(value, depth);
  const Value additional = from["additionalProperties"];
  if (additional.is_map()) schema.additional = read_below(additional, depth);
  if (additional.is(true)) schema.open = true;
  if (from["items"].is_map()) schema.items = read_below(from["items"], depth);
  for (const Value& name : from["required"].items()) schema.required.emplace_back(name.string());
  for (const Value& choice : from["enum"].items()) schema.choices.emplace_back(choice.string());
  schema.least = number_of(from["minimum"]);
  schema.most = number_of(from["maximum"]);
  schema.pattern = from["pattern"].string();
  return schema;
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
      return value.is_string() || value.is_number();
  }
  return true;
}

class Comparison {
 public:
  std::vector<Deviation> run(const Object& object, const CustomSchema& schema) {
    map(object.root, schema, true);
    return std::move(found_);
  }

 private:
  void add(const Value& place, std::string message, bool at_key = false) {
    found_.push_back({place, at_key, std::move(message)});
  }

  void check(std::string_view name, const Value& value, const CustomSchema& schema) {
    if (value.missing() || value.templated() || value.node()->tag.starts_with('!')) return;
    if (!fits(schema.type, value)) {
      const std::string_view is = value.is_map()      ? "a mapping"
                                  : value.is_list()   ? "a list"
                                  : value.is_string() ? "a string"
                                  : value.boolean()   ? "a boolean"
                                                      : "a number";
      return add(value, fmt::format("'{}' wants {}, and this is {}", name, wanted(schema.type), is));
    }
    if (value.is_map()) return map(value, schema, schema.resource);
    if (value.is_list()) {
      if (!schema.items || !first_visit(value, schema)) return;
      for (const Value& item : value.items()) check(name, item, *schema.items);
      return;
    }
    scalar(name, value, schema);
  }

  void scalar(std::string_view name, const Value& value, const CustomSchema& schema) {
    const auto& choices = schema.choices;
    const double number = value.is_number() ? std::strtod(std::string(value.string()).c_str(), nullptr) : 0;
    if (!choices.empty() && std::find(choices.begin(), choices.end(), value.string()) == choices.end()) {
      std::string list;
      for (const std::string& choice : choices) list += (list.empty() ? "" : ", ") + choice;
      add(value, fmt::format("'{}' is one of {}", name, list));
    } else if (value.is_number() && schema.least && number < *schema.least) {
      add(value, fmt::format("'{}' is at least {}", name, *schema.least));
    } else if (value.is_number() && schema.most && number > *schema.most) {
      add(value, fmt::format("'{}' is at most {}", name, *schema.most));
    } else if (!schema.pattern.empty() && value.is_string() && compiles(schema.pattern) &&
               !is_found(schema.pattern, value.string())) {
      add(value, fmt::format("'{}' does not fit the pattern {}", name, schema.pattern));
    }
  }

  void map(const Value& map, const CustomSchema& schema, bool resource) {
    if (!first_visit(map, schema)) return;
    for (const auto& [key, value] : map.entries()) {
      const std::string_view name = key.string();
      if (key.templated() || (resource && (name == "apiVersion" || name == "kind" || name == "metadata"))) continue;
      if (resource && name == "status") continue;
      const auto property = schema.properties.find(name);
      if (property != schema.properties.end()) {
        check(name, value, *property->second);
      } else if (schema.additional) {
        check(name, value, *schema.additional);
      } else if (!schema.open && schema.type == Type::object && !schema.properties.empty()) {
        unknown(key, schema);
      }
    }
    for (const std::string& name : schema.required) {
      if (map[name].missing() && !(resource && (name == "apiVersion" || name == "kind" || name == "metadata")))
        add(map[name], fmt::format("'{}' is missing here", name));
    }
  }

  void unknown(const Value& key, const CustomSchema& schema) {
    std::vector<std::string_view> names;
    for (const auto& [name, property] : schema.properties) names.push_back(name);
    const auto meant = closest(key.string(), names, 2);
    add(key, fmt::format("there is no field '{}'{}", key.string(),
                         meant ? fmt::format("; did you mean '{}'?", *meant) : ""));
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
  std::vector<Deviation> found_;
  std::unordered_set<std::pair<const void*, const void*>, PairHash> seen_;
};

}  // namespace

std::vector<Deviation> deviations_of(const Object& object, const CustomSchema& schema) {
  if (is_marked_as_patch(object)) return {};
  return Comparison().run(object, schema);
}

void CustomSchemas::add(const Source& source) {
  if (source.text().find("CustomResourceDefinition") == std::string_view::npos) return;
  for (const auto& document : parse(source)) {
    for (const Object& object : objects_of(*document)) {
      const Value spec = object["spec"];
      if (!object.is("apiextensions.k8s.io", "CustomResourceDefinition")) continue;
      for (const Value& version : spec["versions"].items()) {
        const Value schema = version["schema"]["openAPIV3Schema"];
        if (!schema.is_map()) continue;
        auto definition = std::make_unique<Definition>();
        definition->schema = read(schema, 0);
        definition->location = std::make_shared<Location>(Location{source.path(), region_of(object.place(), source),
                                                                   snippet_of(object.place(), source, HiddenSpans())});
        by_kind_.try_emplace(
            fmt::format("{}/{} {}", spec["group"].string(), version["name"].string(), spec["names"]["kind"].string()),
            std::move(definition));
      }
    }
  }
}

void CustomSchemas::merge(CustomSchemas other) { by_kind_.merge(other.by_kind_); }

const CustomSchemas::Definition* CustomSchemas::find(const Object& object) const {
  const auto found = by_kind_.find(fmt::format("{} {}", object.api_version, object.kind_name));
  return found == by_kind_.end() ? nullptr : found->second.get();
}

}  // namespace plimsoll::kubernetes
