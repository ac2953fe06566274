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
          const auto type = object.root.known({"spec", "instancetype"});
          const auto preference = object.root.known({"spec", "preference"});
          if (!type || !preference || type->present() || preference->present()) return;
          ctx.report(place_in(object, *type),
                     "VirtualMachine '{}' has no 'instancetype' and no 'preference', so it sets its hardware by itself",
                     object.name);
        },
};

}  // namespace plimsoll::kubernetes
