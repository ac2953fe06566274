#include "context.h"
#include "kubernetes/kubelet.h"

namespace plimsoll::kubernetes {

extern constinit const Rule openshift_etcd_encryption_missing = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kyverno:openshift:enforce-etcd-encryption"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("config.openshift.io", "APIServer")) return;
          const auto type = object.root.known({"spec", "encryption", "type"});
          if (!type || type->is("aescbc") || type->is("aesgcm") || type->is("KMS")) return;
          ctx.report(place_in(object, *type),
                     "Secrets and ConfigMaps lie in etcd in clear text; set 'spec.encryption.type' to 'aesgcm'");
        },
};

}  // namespace plimsoll::kubernetes
