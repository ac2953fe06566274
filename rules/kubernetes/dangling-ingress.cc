#include "context.h"
#include "project_index.h"
#include "routing.h"

namespace plimsoll::kubernetes {
namespace {

void check(const Project& project, Field field, Context& ctx) {
  report_dangling(project, field, "so requests are answered with an error", ctx);
  for (const MissingPart& part : missing_parts(project, field)) {
    const Reference& reference = *part.reference;
    if (part.target->details->service_type == "ExternalName") continue;
    const std::string hint = part.similar.empty() ? "" : fmt::format("; did you mean '{}'?", part.similar);
    ctx.report(project.at(*part.object, reference.part_place),
               "Service '{}' has no port '{}', so requests are answered with an error{}", reference.name,
               reference.part, hint)
        .note(project.at(*part.target, part.target->details->ports.front().place), "the port that it has");
  }
}

// In v1 a backend is a service or another resource; what it says else is dropped.
void check_backend(const Value& backend, Context& ctx) {
  if (!backend.is_map() || !backend["service"].missing() || !backend["resource"].missing()) return;
  const Value old = backend["serviceName"];
  ctx.report(old.exists() ? old.key_span() : backend.key_span(), "the backend names no service{}",
             old.exists() ? "; since v1 it stands in 'service.name'" : "");
}

}  // namespace

extern constinit const Rule dangling_ingress = {
    .severity = Severity::error,
    .group = Group::references,
    .aliases = {"kube-linter:dangling-ingress", "kube-score:ingress-targets-service", "kubescape:C-0298"},
    .check = {[](const Project& project, Context& ctx) { check(project, Field::backend, ctx); },
              [](const Object& object, Context& ctx) {
                if (object.api_version != "networking.k8s.io/v1" || object.kind_name != "Ingress") return;
                check_backend(object["spec"]["defaultBackend"], ctx);
                check_backend(object["spec"]["backend"], ctx);
                for (const Value& rule : object["spec"]["rules"].items()) {
                  for (const Value& path : rule["http"]["paths"].items()) check_backend(path["backend"], ctx);
                }
              }},
};

extern constinit const Rule dangling_gateway_route_backend = {
    .severity = Severity::error,
    .group = Group::references,
    .aliases = {"kubescape:C-0302"},
    .check =
        [](const Project& project, Context& ctx) {
          check(project, Field::route_backend, ctx);
          report_ungranted(project, Field::route_backend, "so requests are answered with an error", ctx);
        },
};

}  // namespace plimsoll::kubernetes
