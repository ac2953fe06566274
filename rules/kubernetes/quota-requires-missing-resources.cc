#include "context.h"
#include "kubernetes/namespace_terms.h"
#include "kubernetes/resources.h"
#include "kubernetes/scope.h"

namespace plimsoll::kubernetes {

extern constinit const Rule quota_requires_missing_resources = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Container& container, Context& ctx) {
          const Object& object = *container.workload->object;
          for (std::string_view list : {"requests", "limits"}) {
            for (std::string_view resource : {"cpu", "memory"}) {
              const auto missing = missing_resource(container, list, resource, true);
              if (!missing || missing->limit_given) continue;
              const std::string name = std::string(list).append(".").append(resource);
              ctx.report(container.place(),
                         "a quota counts {}, so pods with container '{}', which has none, are refused", name,
                         container.name())
                  .given({quota_fact(home_of(object), name)}, "the quota")
                  .unless(missing->fact);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
