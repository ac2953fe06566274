#include "context.h"
#include "project_index.h"

namespace plimsoll::kubernetes {

extern constinit const Rule dangling_gateway_parent = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          report_dangling(project, Field::route_parent, "so nothing is routed", ctx);
          for (const MissingPart& part : missing_parts(project, Field::route_parent)) {
            const std::string hint = part.similar.empty() ? "" : fmt::format("; did you mean '{}'?", part.similar);
            ctx.report(project.at(*part.object, part.reference->part_place),
                       "Gateway '{}' has no listener '{}', so nothing is routed{}", part.reference->name,
                       part.reference->part, hint)
                .note(project.at(*part.target), "the Gateway");
          }
        },
};

}  // namespace plimsoll::kubernetes
