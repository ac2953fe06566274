#include "context.h"
#include "kubernetes/custom_schemas.h"
#include "kubernetes/manifest.h"

namespace plimsoll::kubernetes {

namespace {

using Definition = CustomSchemas::Definition;

void check_schema(const Object& object, const Definition& definition, Context& ctx) {
  if (!definition.served) {
    ctx.report(object.root["apiVersion"].span(), "by its definition, {} is not served as {}", object.kind_name,
               object.version)
        .note(*definition.location, "its definition");
    return;
  }
  for (const Deviation& deviation : deviations_of(object, definition))
    ctx.report(deviation.place, "by the definition of {}, {}", object.kind_name, deviation.message)
        .note(*definition.location, "its definition");
}

void check(const Object& object, const CustomSchemas& schemas, Context& ctx) {
  if (const Definition* definition = schemas.find(object)) {
    check_schema(object, *definition, ctx);
  } else if (const Definition* other = schemas.find_other_version(object)) {
    ctx.report(object.root["apiVersion"].span(), "by its definition, {} has no version '{}'", object.kind_name,
               object.version)
        .note(*other->location, "its definition");
  } else if (const std::string_view meant = schemas.similar_kind(object); !meant.empty()) {
    ctx.report(object.root["kind"].span(), "{} has no kind '{}'; did you mean '{}'?", object.group, object.kind_name,
               meant);
  }
}

}  // namespace

extern constinit const Rule custom_resource_violates_crd = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Manifest& manifest, Context& ctx) {
          if (manifest.custom_schemas == nullptr) return;
          for (const Object& object : manifest.objects) check(object, *manifest.custom_schemas, ctx);
        },
};

}  // namespace plimsoll::kubernetes
