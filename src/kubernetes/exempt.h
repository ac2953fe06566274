// Which objects and containers the configuration, or the profile, takes out of the judgement of all rules.
#pragma once

#include "config.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

// An object without a namespace counts as one in "default"; those of the whole cluster have none.
bool is_exempt(const Object& object, const Exemptions& exempt);
// All of the kinds, names and namespaces that are given name the object.
bool is_meant(const Object& object, const Exemptions& patterns);
bool is_exempt(const Container& container, const Exemptions& exempt);

}  // namespace plimsoll::kubernetes
