#include <charconv>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/security.h"
#include "kubernetes/version.h"

namespace plimsoll::kubernetes {
namespace {

int number(Fact fact) {
  int number = 0;
  std::from_chars(fact.string().data(), fact.string().data() + fact.string().size(), number);
  return number;
}

void check(const Value& volume, Context& ctx) {
  const int version = target_version(ctx);
  for (const auto& [key, value] : volume.entries()) {
    const Fact row = facts::table("deprecated-names")["volumes"][key.string()];
    if (!row.exists() || !value.present() || version < number(row["deprecated"])) continue;
    const bool removed = row["removed"].exists() && version >= number(row["removed"]);
    const std::string_view use = row["use"].string();
    const std::string advice = use.empty() ? "" : fmt::format("; use {}", use);
    Report report = removed ? ctx.report(key.span(), "the driver of '{}' volumes left Kubernetes with 1.{}{}",
                                         key.string(), row["removed"].string(), advice)
                            : ctx.report(key.span(), "volumes of type '{}' are deprecated{}", key.string(), advice);
    // Whoever writes the repository runs code on the node.
    if (key.string() == "gitRepo") report.severity(Severity::error);
  }
}

}  // namespace

extern constinit const Rule deprecated_volume_type = {
    .severity = Severity::warning,
    .group = Group::deprecated_api,
    .check = {[](const Workload& workload, Context& ctx) {
                for (const Value& volume : volumes_of(workload)) check(volume, ctx);
              },
              [](const Object& object, Context& ctx) {
                if (object.is("", "PersistentVolume")) check(object["spec"], ctx);
              }},
};

}  // namespace plimsoll::kubernetes
