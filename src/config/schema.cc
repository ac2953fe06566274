#include "config/schema.h"

#include <nlohmann/json.hpp>

#include "config/keys.h"
#include "option.h"
#include "profile.h"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

Json reference(const char* name) { return {{"$ref", std::string("#/definitions/") + name}}; }

Json one_of(std::initializer_list<Json> types) { return {{"anyOf", Json(types)}}; }

Json type_of(const Key& key);

Json section_of(const Key& key) {
  Json section = {{"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}};
  for (const Key& each : key.keys) {
    Json type = type_of(each);
    type["description"] = each.help;
    section["properties"][std::string(each.name)] = std::move(type);
  }
  return section;
}

Json type_of(const Key& key) {
  switch (key.type) {
    case KeyType::flag:
      return {{"type", "boolean"}};
    case KeyType::text:
      return {{"type", "string"}};
    case KeyType::names:
      return reference("names");
    case KeyType::strings:
      return {{"type", "object"}, {"additionalProperties", {{"type", {"string", "number", "boolean"}}}}};
    case KeyType::profile:
      return {{"enum", profile_names()}};
    case KeyType::minor_version:
      return {{"type", "string"}, {"pattern", "^v?1\\.[0-9]{1,2}(\\.[0-9]+)?$"}};
    case KeyType::date:
      return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
    case KeyType::rules:
      return reference("rules");
    case KeyType::section:
      return section_of(key);
    case KeyType::sections:
      return {{"type", "array"}, {"items", section_of(key)}};
  }
  return {};
}

Json type_of(OptionType type) {
  switch (type) {
    case OptionType::boolean:
      return {{"type", "boolean"}};
    case OptionType::integer:
      return {{"type", "integer"}};
    case OptionType::string:
      return {{"type", {"string", "number", "boolean"}}};
    case OptionType::names:
      return reference("names");
  }
  return {};
}

// A severity, or a mapping with it and the options.
Json setting_of(const Rule& rule) {
  Json properties = {{"severity", reference("severity")}};
  for (const OptionBase* option : rule.options) {
    Json type = type_of(option->type);
    type["description"] = option->help;
    properties[std::string(option->name)] = std::move(type);
  }
  return one_of({reference("severity"),
                 {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}}});
}

Json rules() {
  Json properties = Json::object();
  for (const RegisteredRule& rule : all_rules()) {
    properties[std::string(rule.name)] = rule.rule->options.empty() ? reference("rule") : setting_of(*rule.rule);
  }
  // Codes and names of other tools: hadolint:DL3008, CKV_K8S_16, dl3008, SC2086, "kyverno:require ro rootfs".
  const Json alias = one_of({reference("severity"), {{"type", "object"}}});
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"patternProperties", {{"^[A-Za-z0-9_.-]+:.", alias}, {"[0-9]$", alias}, {"[A-Z_ /]", alias}}},
          {"additionalProperties", false}};
}

}  // namespace

std::string config_schema() {
  const Key root{"", KeyType::section, "", nullptr, config_keys()};
  Json schema = {
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", "Configuration of Plimsoll (.plimsoll.yaml)"},
      {"definitions",
       {{"severity", {{"enum", Json(std::vector<std::string_view>(rule_levels().begin(), rule_levels().end()))}}},
        {"names", one_of({{{"type", "string"}}, {{"type", "array"}, {"items", {{"type", "string"}}}}})},
        {"rule", setting_of(Rule())},
        {"rules", rules()}}}};
  // YAML of old reads a bare off and on as these.
  for (bool flag : {false, true}) schema["definitions"]["severity"]["enum"].push_back(flag);
  schema.update(section_of(root));
  return schema.dump(1) + "\n";
}

}  // namespace plimsoll
