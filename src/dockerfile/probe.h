// A HEALTHCHECK as a probe of Kubernetes.
#pragma once

#include <string>

#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

// A livenessProbe that checks the same in the same time, as lines of YAML without the last line break: httpGet for what
// asks the container itself by curl or wget, else exec. Empty where the check or its times are not known, and for what
// Windows runs. `stage` is the one that ends with it.
std::string probe_of(const Healthcheck& check, const Stage& stage);

}  // namespace plimsoll::dockerfile
