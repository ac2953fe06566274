#include <algorithm>
#include <array>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

void check_name(const Object& object, const Value& spec, Context& ctx) {
  const Value plural = spec["names"]["plural"], group = spec["group"], name = object.metadata["name"];
  if (plural.string().empty() || group.string().empty() || name.string().empty() || plural.templated() ||
      group.templated() || name.templated())
    return;
  const std::string wanted = fmt::format("{}.{}", plural.string(), group.string());
  if (name.string() == wanted) return;
  Report report =
      ctx.report(name.span(), "the definition has to be called '{}', after its plural and its group", wanted);
  if (auto edit = set_text(name, wanted)) report.suggest(fmt::format("write '{}'", wanted), *edit);
}

constexpr int kDeepest = 100;

bool needs_no_type(const Value& schema) {
  return schema["x-kubernetes-int-or-string"].is(true) || schema["x-kubernetes-preserve-unknown-fields"].is(true) ||
         schema["$ref"].present();
}

void check_type(const Value& schema, bool is_root, Context& ctx) {
  static constexpr std::array<std::string_view, 6> kTypes = {"array",  "boolean", "integer",
                                                             "number", "object",  "string"};
  const Value type = schema["type"];
  if (type.templated() || type.is_list() || type.is_map()) return;
  if (type.missing() || type.is("")) {
    if (!is_root && !needs_no_type(schema)) ctx.report(schema.key_span(), "this schema has no 'type'");
  } else if (std::find(kTypes.begin(), kTypes.end(), type.string()) == kTypes.end()) {
    ctx.report(type.span(), "there is no type '{}'", type.string());
  } else if (is_root && !type.is("object")) {
    ctx.report(type.span(), "the root of the schema has to be of type 'object'");
  } else if (type.is("array") && schema["items"].missing()) {
    ctx.report(type.span(), "an array has to say what its 'items' are");
  }
}

void check_extensions(const Value& schema, Context& ctx) {
  const Value type = schema["type"], list = schema["x-kubernetes-list-type"];
  const bool known = type.present() && !type.templated();
  if (list.present() && !list.templated()) {
    if (!list.is("atomic") && !list.is("set") && !list.is("map")) {
      ctx.report(list.span(), "x-kubernetes-list-type is one of 'atomic', 'set' and 'map'");
    } else if (known && !type.is("array")) {
      ctx.report(list.key_span(), "x-kubernetes-list-type is for arrays only");
    } else if (list.is("map") && schema["x-kubernetes-list-map-keys"].missing()) {
      ctx.report(list.span(), "a list of type 'map' has to have 'x-kubernetes-list-map-keys'");
    }
  }
  const Value preserve = schema["x-kubernetes-preserve-unknown-fields"];
  if (preserve.is(false)) ctx.report(preserve.span(), "x-kubernetes-preserve-unknown-fields is 'true' or not there");
  const Value embedded = schema["x-kubernetes-embedded-resource"];
  if (embedded.is(true) && known && !type.is("object"))
    ctx.report(embedded.key_span(), "x-kubernetes-embedded-resource is for objects only");
}

// Parts of OpenAPI that the API server refuses.
void check_forbidden(const Value& schema, Context& ctx) {
  for (std::string_view part : {"$ref", "definitions", "dependencies", "id", "patternProperties"}) {
    if (schema[part].present()) ctx.report(schema[part].key_span(), "'{}' is not allowed in this schema", part);
  }
  if (schema["uniqueItems"].is(true))
    ctx.report(schema["uniqueItems"].key_span(), "'uniqueItems' is not allowed; use 'x-kubernetes-list-type: set'");
  const Value additional = schema["additionalProperties"];
  if (schema["properties"].size() > 0 && (additional.is_map() || additional.is(false)))
    ctx.report(additional.key_span(), "a schema has 'properties' or 'additionalProperties', and not both");
}

// What the API server demands of a "structural" schema. Below allOf and the like no types are wanted.
void check_structural(const Value& schema, bool is_root, int depth, Context& ctx) {
  // What an alias stands for is judged where it is written.
  if (!schema.is_map() || depth > kDeepest || schema.use_span() != schema.span()) return;
  check_type(schema, is_root, ctx);
  check_extensions(schema, ctx);
  check_forbidden(schema, ctx);
  for (const auto& [key, property] : schema["properties"].entries()) check_structural(property, false, depth + 1, ctx);
  for (std::string_view part : {"items", "additionalProperties"}) check_structural(schema[part], false, depth + 1, ctx);
}

void check_schema(const Value& version, Context& ctx) {
  const Value schema = version["schema"]["openAPIV3Schema"];
  if (schema.missing()) {
    ctx.report(version["name"].span(), "version '{}' has no openAPIV3Schema, and v1 wants one",
               version["name"].string());
  } else if (schema.is_map() && schema["type"].missing()) {
    ctx.report(schema.key_span(), "the schema of version '{}' has no 'type: object' at its root",
               version["name"].string());
  }
  check_structural(schema, true, 0, ctx);
}

void check_versions(const Value& spec, Context& ctx) {
  const std::vector<Value> versions = spec["versions"].items();
  if (versions.empty()) {
    if (spec["versions"].is_list()) ctx.report(spec["versions"].key_span(), "the definition has no version");
    return;
  }
  size_t stored = 0, served = 0;
  for (const Value& version : versions) {
    if (version["storage"].templated() || version["served"].templated()) return;
    stored += version["storage"].is(true);
    served += version["served"].is(true);
    check_schema(version, ctx);
  }
  const Span place = spec["versions"].key_span();
  if (stored != 1) ctx.report(place, "{} versions have 'storage: true', and exactly one has to", stored);
  if (served == 0) ctx.report(place, "no version has 'served: true', so nobody can use the resource");
}

}  // namespace

extern constinit const Rule custom_resource_definition_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Object& object, Context& ctx) {
          const Value spec = object["spec"];
          if (!object.is("apiextensions.k8s.io", "CustomResourceDefinition") || object.root.node()->partial ||
              !spec.is_map())
            return;
          check_name(object, spec, ctx);
          if (object.version != "v1") return;
          check_versions(spec, ctx);
          if (spec["preserveUnknownFields"].is(true))
            ctx.report(spec["preserveUnknownFields"].span(), "v1 wants 'preserveUnknownFields: false'");
          const Value conversion = spec["conversion"];
          if (conversion["strategy"].is("Webhook") && conversion["webhook"]["clientConfig"].missing())
            ctx.report(conversion["strategy"].span(), "the conversion has no webhook.clientConfig to call");
        },
};

}  // namespace plimsoll::kubernetes
