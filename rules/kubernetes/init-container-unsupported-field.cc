#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule init_container_unsupported_field = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Container& container, Context& ctx) {
          if (container.role != Container::Role::init || container["restartPolicy"].templated()) return;
          for (std::string_view field : {"livenessProbe", "readinessProbe", "startupProbe", "lifecycle"}) {
            const Value value = container[field];
            if (!value.present()) continue;
            Report report = ctx.report(value.key_span(), "init container '{}' may not have '{}'; only a sidecar may",
                                       container.name(), field);
            if (auto edit = erase(container.value, {field}, ctx.source())) report.suggest("remove it", *edit);
          }
        },
};

}  // namespace plimsoll::kubernetes
