#include "kubernetes/custom_schemas.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "diagnose.h"
#include "kubernetes/parse.h"
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

std::vector<CustomSchema> read_all(const Value& from, int depth) {
  std::vector<CustomSchema> schemas;
  for (const Value& schema : from.items()) schemas.push_back(read(schema, depth + 1));
  return schemas;
}

CustomSchema::Range range(const Value& least, const Value& most) { return {number_of(least), number_of(most)}; }

void read_bounds(const Value& from, CustomSchema& schema) {
  schema.value = range(from["minimum"], from["maximum"]);
  schema.value.above = from["exclusiveMinimum"].is(true);
  schema.value.below = from["exclusiveMaximum"].is(true);
  schema.length = range(from["minLength"], from["maxLength"]);
  schema.item_count = range(from["minItems"], from["maxItems"]);
  schema.property_count = range(from["minProperties"], from["maxProperties"]);
  schema.factor = number_of(from["multipleOf"]).value_or(0);
  schema.pattern = from["pattern"].string();
  schema.format = from["format"].string();
}

CustomSchema read(const Value& from, int depth) {
  CustomSchema schema;
  // An alias may lead back up, so aliases are not followed.
  if (!from.is_map() || depth > kDeepest || from.use_span() != from.span()) return schema;
  schema.type = type_of(from);
  schema.open = from["x-kubernetes-preserve-unknown-fields"].is(true);
  schema.resource = from["x-kubernetes-embedded-resource"].is(true);
  schema.nullable = from["nullable"].is(true);
  schema.has_default = from["default"].present();
  schema.is_set = from["x-kubernetes-list-type"].is("set");
  for (const auto& [key, value] : from["properties"].entries())
    schema.properties[std::string(key.string())] = read_below(value, depth);
  const Value additional = from["additionalProperties"];
  if (additional.is_map()) schema.additional = read_below(additional, depth);
  if (additional.is(true)) schema.open = true;
  if (from["items"].is_map()) schema.items = read_below(from["items"], depth);
  for (const Value& name : from["required"].items()) schema.required.emplace_back(name.string());
  for (const Value& choice : from["enum"].items()) schema.choices.emplace_back(choice.string());
  for (const Value& key : from["x-kubernetes-list-map-keys"].items()) schema.keys.emplace_back(key.string());
  read_bounds(from, schema);
  schema.all_of = read_all(from["allOf"], depth);
  schema.any_of = read_all(from["anyOf"], depth);
  schema.one_of = read_all(from["oneOf"], depth);
  if (from["not"].is_map()) schema.none_of.push_back(read(from["not"], depth + 1));
  return schema;
}

// The same for names that differ by letter case and by the order of letters.
std::string letters_of(std::string_view group, std::string_view kind) {
  std::string letters(kind);
  for (char& c : letters) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::sort(letters.begin(), letters.end());
  return fmt::format("{} {}", group, letters);
}

}  // namespace

void CustomSchemas::add(const Source& source) {
  if (source.text().find("CustomResourceDefinition") == std::string_view::npos) return;
  for (const auto& document : parse(source)) {
    for (const Object& object : objects_of(*document)) {
      const Value spec = object["spec"], shared = spec["validation"]["openAPIV3Schema"];
      if (!object.is("apiextensions.k8s.io", "CustomResourceDefinition")) continue;
      for (const Value& version : spec["versions"].items()) {
        const Value own = version["schema"]["openAPIV3Schema"];
        add(object, version, own.is_map() ? own : shared, source);
      }
    }
  }
}

void CustomSchemas::add(const Object& object, const Value& version, const Value& schema, const Source& source) {
  const Value spec = object["spec"], kind = spec["names"]["kind"], group = spec["group"];
  if (kind.string().empty() || kind.templated() || group.templated() || version["name"].templated()) return;
  versions_[fmt::format("{} {}", group.string(), kind.string())].emplace(version["name"].string());
  by_letters_.try_emplace(letters_of(group.string(), kind.string()), kind.string());
  auto definition = std::make_unique<Definition>();
  if (schema.is_map()) {
    definition->schema = read(schema, 0);
    const Span span = schema.span();
    definition->fingerprint = std::hash<std::string_view>()(source.text().substr(span.begin, span.size()));
  } else {
    definition->prunes = false;
  }
  definition->served = !version["served"].is(false);
  const Value preserve = spec["preserveUnknownFields"];
  if (object.version == "v1" ? preserve.is(true) : !preserve.is(false)) definition->prunes = false;
  definition->location = std::make_shared<Location>(
      Location{source.path(), region_of(object.place(), source), snippet_of(object.place(), source, HiddenSpans())});
  insert(fmt::format("{}/{} {}", group.string(), version["name"].string(), kind.string()), std::move(definition));
}

void CustomSchemas::insert(std::string name, std::unique_ptr<Definition> definition) {
  const auto [known, fresh] = by_kind_.try_emplace(std::move(name), std::move(definition));
  if (!fresh)
    known->second->ambiguous |= definition->ambiguous || definition->fingerprint != known->second->fingerprint ||
                                definition->served != known->second->served ||
                                definition->prunes != known->second->prunes;
}

void CustomSchemas::merge(CustomSchemas other) {
  for (auto& [name, definition] : other.by_kind_) insert(name, std::move(definition));
  for (auto& [name, versions] : other.versions_) versions_[name].merge(versions);
  by_letters_.merge(other.by_letters_);
}

const CustomSchemas::Definition* CustomSchemas::find(const Object& object) const {
  const auto found = by_kind_.find(fmt::format("{} {}", object.api_version, object.kind_name));
  return found == by_kind_.end() || found->second->ambiguous ? nullptr : found->second.get();
}

const CustomSchemas::Definition* CustomSchemas::find_other_version(const Object& object) const {
  const auto versions = versions_.find(fmt::format("{} {}", object.group, object.kind_name));
  if (versions == versions_.end() || versions->second.contains(object.version)) return nullptr;
  const auto found = by_kind_.find(fmt::format("{}/{} {}", object.group, *versions->second.begin(), object.kind_name));
  return found == by_kind_.end() ? nullptr : found->second.get();
}

std::string_view CustomSchemas::similar_kind(const Object& object) const {
  if (versions_.empty() || versions_.contains(fmt::format("{} {}", object.group, object.kind_name))) return {};
  const auto found = by_letters_.find(letters_of(object.group, object.kind_name));
  // What differs by more may be another kind of the group.
  return found == by_letters_.end() ? "" : closest(object.kind_name, {found->second}, 1).value_or("");
}

}  // namespace plimsoll::kubernetes
