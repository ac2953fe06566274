#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

void check_name(const Object& object, const Value& spec, Context& ctx) {
  const Value plural = spec["names"]["plural"], group = spec["group"], name = object.metadata["name"];
  if (plural.string().empty() || group.string().empty() || name.string().empty() || plural.templated() ||
      group.templated() || name.templated())
    return;
  const std::string wanted = fmt::format("{}.{}", plural.string(), group.string());
  if (name.string() != wanted)
    ctx.report(name.span(), "the definition has to be called '{}', after its plural and its group", wanted)
        .suggest(fmt::format("write '{}'", wanted), replace(name.span(), wanted));
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
}

void check_versions(const Value& spec, Context& ctx) {
  const std::vector<Value> versions = spec["versions"].items();
  if (versions.empty()) return;
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
