#include <charconv>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/edit.h"
#include "kubernetes/version.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

int number(Fact fact) {
  int number = 0;
  std::from_chars(fact.string().data(), fact.string().data() + fact.string().size(), number);
  return number;
}

Fact row_of(std::string_view key) {
  const Fact rows = facts::table("deprecated-names")["annotations"];
  if (const Fact row = rows[key]; row.exists()) return row;
  return rows[key.substr(0, key.find('/') + 1)];
}

// What the annotation says in a field of its own; absent where that is not so simple.
std::optional<Edit> as_field(const Object& object, std::string_view key, const Value& value, Context& ctx) {
  const Value spec = object["spec"];
  const std::string text(ctx.source().text().substr(value.span().begin, value.span().size()));
  if (key == "kubernetes.io/ingress.class" && object.is("networking.k8s.io", "Ingress") && object.version == "v1" &&
      spec["ingressClassName"].missing())
    return set(object.root, {"spec", "ingressClassName"}, text, ctx.source());
  if (key == "volume.beta.kubernetes.io/storage-class" && object.is("", "PersistentVolumeClaim") &&
      spec["storageClassName"].missing())
    return set(object.root, {"spec", "storageClassName"}, text, ctx.source());
  return std::nullopt;
}

void check(const Object& object, const Value& metadata, Context& ctx) {
  const int version = target_version(ctx);
  for (const auto& [key, value] : metadata["annotations"].entries()) {
    const std::string_view name = key.string();
    const Fact row = row_of(name);
    if (!row.exists() || version < number(row["deprecated"]) || !value.present()) continue;
    const Fact ineffective = row["ineffective"];
    const bool dead = ineffective.exists() && version >= number(ineffective);
    Report report = dead ? ctx.report(key.span(), "annotation '{}' has no effect since Kubernetes 1.{}; use {}", name,
                                      ineffective.string(), row["use"].string())
                         : ctx.report(key.span(), "annotation '{}' is deprecated; use {}", name, row["use"].string());
    if (dead && name.find("security") != name.npos) report.severity(Severity::error);
    if (value.templated() || metadata.node() != object.metadata.node()) continue;
    const auto added = as_field(object, name, value, ctx);
    const auto removed = erase(metadata, {"annotations", name}, ctx.source());
    if (added && removed) report.suggest(fmt::format("use {}", row["use"].string()), {*removed, *added});
  }
}

}  // namespace

extern constinit const Rule deprecated_annotation = {
    .severity = Severity::warning,
    .group = Group::deprecated_api,
    .check = {[](const Object& object, Context& ctx) { check(object, object.metadata, ctx); },
              [](const Workload& workload, Context& ctx) {
                if (workload.pod_metadata.node() != workload.object->metadata.node())
                  check(*workload.object, workload.pod_metadata, ctx);
              }},
};

}  // namespace plimsoll::kubernetes
