#include "context.h"
#include "facts/facts.h"
#include "kubernetes/edit.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule in_tree_storage_provisioner = {
    .severity = Severity::warning,
    .group = Group::deprecated_api,
    .aliases = {"azure-policy:Kubernetes clusters should use Container Storage Interface(CSI) driver StorageClass",
                "azure-policy:4f3823b6-6dac-4b5a-9c61-ce1afb829f17"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value provisioner = object["provisioner"];
          if (!object.is("storage.k8s.io", "StorageClass") || !provisioner.is_scalar()) return;
          const Fact driver = facts::table("deprecated-names")["provisioners"][provisioner.string()];
          if (!driver.exists()) return;
          const std::string_view name = driver.string();
          Report report = ctx.report(provisioner.span(), "provisioner '{}' is no longer part of Kubernetes{}",
                                     provisioner.string(), name.empty() ? "" : fmt::format("; use {}", name));
          const auto edit = set_text(provisioner, name);
          if (edit && !name.empty()) report.suggest(fmt::format("write '{}'", name), *edit);
        },
};

}  // namespace plimsoll::kubernetes
