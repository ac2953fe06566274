#include "context.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

bool is_given(const Value& value) {
  return value.present() && !value.templated() && !value.is("") && (value.is_scalar() || value.size() > 0);
}

void check_headless(const Value& spec, Context& ctx) {
  const Value type = spec["type"];
  if (type.is("NodePort") || type.is("LoadBalancer"))
    ctx.report(type.span(), "a Service of type '{}' is rejected with 'clusterIP: None'", type.string())
        .severity(Severity::error)
        .note(spec["clusterIP"].span(), "headless");
  for (std::string_view field : {"loadBalancerIP", "externalIPs"}) {
    if (const Value value = spec[field]; is_given(value))
      ctx.report(value.key_span(), "'{}' has no effect on a headless Service", field);
  }
  if (const Value affinity = spec["sessionAffinity"]; affinity.is("ClientIP"))
    ctx.report(affinity.span(), "session affinity has no effect on a headless Service");
}

}  // namespace

extern constinit const Rule headless_service_ignored_field = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Object& object, Context& ctx) {
          const Value spec = object["spec"], type = spec["type"];
          if (!is_one_of(object, {"Service"})) return;
          if (type.is("ExternalName")) {
            if (is_given(spec["selector"]))
              ctx.report(spec["selector"].key_span(), "a Service of type ExternalName selects no pods");
            if (is_given(spec["ports"]) && !ctx.unasked())
              ctx.report(spec["ports"].key_span(), "a Service of type ExternalName is a name only, whatever its ports")
                  .severity(Severity::info);
          } else if (is_given(spec["externalName"]) && !type.templated()) {
            ctx.report(spec["externalName"].key_span(), "'externalName' has no effect without 'type: ExternalName'");
          }
          if (spec["clusterIP"].is("None") && !type.is("ExternalName")) check_headless(spec, ctx);
        },
};

}  // namespace plimsoll::kubernetes
