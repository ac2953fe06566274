// Where a pod takes Secrets from: volumes, projected volumes and environment variables.
#pragma once

#include <vector>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

struct SecretUse {
  Value reference;  // the mapping below secret, secretKeyRef or secretRef
  Value name;       // of the Secret
};
std::vector<SecretUse> secret_uses_of(const Workload& workload);

}  // namespace plimsoll::kubernetes
