#include <algorithm>
#include <array>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/patch.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::array<std::string_view, 8> kMetadata = {
    "creationTimestamp", "deletionTimestamp", "generation", "managedFields",
    "ownerReferences",   "resourceVersion",   "selfLink",   "uid"};

bool is_of_server(std::string_view annotation) {
  return annotation == "deployment.kubernetes.io/revision" ||
         annotation == "kubectl.kubernetes.io/last-applied-configuration" ||
         annotation.starts_with("pv.kubernetes.io/bind");
}

// Deletes the only copy that counts for nothing.
void report(const Value& map, std::string_view name, Context& ctx) {
  const Value value = map[name];
  Report report = ctx.report(value.key_span(), "'{}' is written by the server and does not belong in a manifest", name);
  if (auto edit = erase(map, {name}, ctx.source())) report.fix("remove it", *edit);
}

bool is_empty(const Value& value) {
  return !value.present() || ((value.is_map() || value.is_list()) && value.size() == 0);
}

}  // namespace

extern constinit const Rule server_populated_field = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::strict,
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_built_in_group(object.group) || is_marked_as_patch(object)) return;
          for (std::string_view name : kMetadata) {
            if (!is_empty(object.metadata[name])) report(object.metadata, name, ctx);
          }
          const Value annotations = object.metadata["annotations"];
          for (const auto& [key, value] : annotations.entries()) {
            if (is_of_server(key.string())) report(annotations, key.string(), ctx);
          }
          const Value status = object["status"];
          // Generators of definitions leave a status that says nothing, and a ComponentStatus has no other content.
          if (!is_empty(status) && object.kind_name != "CustomResourceDefinition") report(object.root, "status", ctx);
          const Value spec = object["spec"], address = spec["clusterIP"];
          if (object.is("", "Service") && !address.string().empty() && !address.is("None") && !address.templated())
            report(spec, "clusterIP", ctx);
        },
};

}  // namespace plimsoll::kubernetes
