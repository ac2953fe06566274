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
         annotation.starts_with("pv.kubernetes.io/");
}

Report report_field(const Value& map, std::string_view name, Context& ctx) {
  return ctx.report(map[name].key_span(), "'{}' is written by the server and does not belong in a manifest", name);
}

// Deletes the only copy that counts for nothing.
void report(const Value& map, std::string_view name, Context& ctx) {
  Report report = report_field(map, name, ctx);
  if (auto edit = erase(map, {name}, ctx.source())) report.fix("remove it", *edit);
}

// A choice of the server that an author may also make: a word that is written out.
bool is_chosen(const Value& value) { return !value.string().empty() && !value.is("None") && !value.templated(); }

void check_address(const Value& spec, Context& ctx) {
  if (!is_chosen(spec["clusterIP"])) return;
  // The API takes no clusterIPs without a clusterIP.
  if (spec["clusterIPs"].exists()) {
    report_field(spec, "clusterIP", ctx);
  } else {
    report(spec, "clusterIP", ctx);
  }
}

// What may be meant.
void report_doubtful(const Value& map, std::string_view name, Context& ctx) {
  Report report = report_field(map, name, ctx);
  if (auto edit = erase(map, {name}, ctx.source())) report.suggest("remove it", *edit);
}

void check_choice(const Value& map, std::string_view name, Context& ctx) {
  if (is_chosen(map[name])) report_doubtful(map, name, ctx);
}

// Without a subresource for it the status of a custom resource is a field like any other.
void check_status(const Object& object, Context& ctx) {
  if (is_built_in_group(object.group)) {
    report(object.root, "status", ctx);
  } else if (object["status"].is_map()) {
    report_doubtful(object.root, "status", ctx);
  }
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
          if (is_marked_as_patch(object)) return;
          for (std::string_view name : kMetadata) {
            if (!is_empty(object.metadata[name])) report(object.metadata, name, ctx);
          }
          const Value annotations = object.metadata["annotations"];
          for (const auto& [key, value] : annotations.entries()) {
            const std::string_view name = key.string();
            if (!is_of_server(name)) continue;
            // An external provisioner deletes the volume only if this names it.
            if (name == "pv.kubernetes.io/provisioned-by") {
              report_doubtful(annotations, name, ctx);
            } else {
              report(annotations, name, ctx);
            }
          }
          const Value status = object["status"], spec = object["spec"];
          // Generators of definitions leave a status that says nothing, and a ComponentStatus has no other content.
          const bool says_nothing = is_empty(status) || object.kind_name == "CustomResourceDefinition";
          if (!says_nothing) check_status(object, ctx);
          if (object.is("", "Service")) check_address(spec, ctx);
          if (object.is("", "PersistentVolumeClaim")) check_choice(spec, "volumeName", ctx);
          // In a template it is the author's: no server hands it back.
          if (object.is("", "Pod")) check_choice(spec, "nodeName", ctx);
        },
};

}  // namespace plimsoll::kubernetes
