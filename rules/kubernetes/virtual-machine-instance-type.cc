#include "context.h"
#include "kubernetes/kubelet.h"

namespace plimsoll::kubernetes {

extern constinit const Rule virtual_machine_instance_type = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:kubevirt:enforce-instancetype"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("kubevirt.io", "VirtualMachine")) return;
          for (const char* key : {"instancetype", "preference"}) {
            const auto value = object.root.known({"spec", key});
            if (!value || value->present()) continue;
            ctx.report(place_in(object, *value), "VirtualMachine '{}' has no '{}', so it sets its hardware by itself",
                       object.name, key);
            return;
          }
        },
};

}  // namespace plimsoll::kubernetes
