#include <algorithm>

#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> allowed{"allowed", "drivers, as written in the volume", {}};

}  // namespace

extern constinit const Rule flex_volume_driver_not_allowed = {
    .severity = Severity::error,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"azure-policy:Kubernetes cluster pod FlexVolume volumes should only use allowed drivers",
                "azure-policy:f4a8fce0-2dd5-4c21-9a36-8f0ec809d663",
                "gatekeeper:pod-security-policy/flexvolume-drivers"},
    .options = {&allowed},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Names drivers = ctx[allowed];
          for (const Value& volume : volumes_of(workload)) {
            const Value driver = volume["flexVolume"]["driver"];
            if (driver.string().empty() || driver.templated() ||
                std::find(drivers.begin(), drivers.end(), driver.string()) != drivers.end())
              continue;
            ctx.report(driver.span(), "volume '{}' uses FlexVolume driver '{}', which is not among the allowed ones",
                       volume["name"].string(), driver.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
