#include "kubernetes/mounted_objects.h"

#include "kubernetes/run_facts.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {

void report_mounted_objects(const Workload& workload, std::string_view source, std::string_view field,
                            std::string_view kind, Context& ctx) {
  const Mounts mounts = mounts_of(workload);
  for (const Value& volume : workload.setting("volumes").items()) {
    const Value object = volume[source][field];
    if (!object.is_scalar() || object.templated() || !mounts.contains(volume["name"].string())) continue;
    ctx.report(volume["name"].span(), "the pod mounts {} '{}'", kind, object.string())
        .given(defined_facts(kind, *workload.object, object.string()), "it is defined here");
  }
}

}  // namespace plimsoll::kubernetes
