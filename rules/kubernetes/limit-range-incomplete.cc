#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule limit_range_incomplete = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::strict,
    .aliases = {"trivy:KSV-0039", "trivy:KSV039", "trivy:AVD-KSV-0039"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("", "LimitRange")) return;
          const Value limits = object["spec"]["limits"];
          bool any = !limits.missing() && !limits.is_list();
          for (const Value& limit : limits.items()) {
            any = any || limit["type"].is("Container") || limit["type"].templated();
            if (!limit["type"].is("Container")) continue;
            std::string missing;
            for (const char* field : {"max", "min", "default", "defaultRequest"}) {
              const auto amounts = limit.known({field});
              if (!amounts || !(amounts->missing() || amounts->is_map())) continue;
              if ((*amounts)["cpu"].missing() && (*amounts)["memory"].missing())
                missing.append(missing.empty() ? "" : ", ").append(fmt::format("'{}'", field));
            }
            if (!missing.empty())
              ctx.report(limit["type"].span(), "this limit for containers has no {} of CPU or memory", missing);
          }
          if (!any)
            ctx.report(limits.missing() ? object.place() : limits.key_span(),
                       "LimitRange '{}' sets no limits for containers", object.name);
        },
};

}  // namespace plimsoll::kubernetes
