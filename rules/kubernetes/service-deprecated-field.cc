#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/object.h"
#include "kubernetes/version.h"

namespace plimsoll::kubernetes {
namespace {

struct Field {
  std::string_view name;
  int since;
  std::string_view instead;
};
constexpr Field kFields[] = {
    {"loadBalancerIP", 24, "use an annotation of the cloud provider"},
    {"externalIPs", 36, "use a Service of type LoadBalancer or a Gateway"},
    {"topologyKeys", 21, "use 'trafficDistribution'"},
    {"ipFamily", 20, "use 'ipFamilies'"},
};

}  // namespace

extern constinit const Rule service_deprecated_field = {
    .severity = Severity::info,
    .group = Group::deprecated_api,
    .profile = Profile::strict,
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("", "Service")) return;
          const Value spec = object["spec"];
          const int version = target_version(ctx);
          for (const Field& field : kFields) {
            const Value value = spec[field.name];
            const bool set = value.is_list() ? value.size() > 0 : value.present() && !value.is("");
            if (set && version >= field.since)
              ctx.report(value.key_span(), "'{}' is deprecated since Kubernetes 1.{}; {}", field.name, field.since,
                         field.instead);
          }
          if (const Value traffic = spec["trafficDistribution"]; traffic.is("PreferClose") && version >= 34) {
            Report report = ctx.report(traffic.span(), "'PreferClose' is the old name of 'PreferSameZone'");
            if (auto edit = set_text(traffic, "PreferSameZone")) report.fix("write 'PreferSameZone'", *edit);
          }
          for (std::string_view key :
               {"service.kubernetes.io/topology-aware-hints", "service.kubernetes.io/topology-mode"}) {
            const Value value = object.metadata["annotations"][key];
            if (value.present() && version >= 31)
              ctx.report(value.key_span(), "annotation '{}' gives way to the field 'trafficDistribution'", key);
          }
        },
};

}  // namespace plimsoll::kubernetes
