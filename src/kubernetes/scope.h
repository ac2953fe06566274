// Which kinds live in a namespace. The kinds of the API server are rules/data/kubernetes-scopes.yaml.
#pragma once

#include <cstdint>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

enum class Scope : uint8_t { unknown, namespaced, cluster };
Scope scope_of(const Object& object);

// Is of a kind that has a namespace and does not say which.
bool lacks_namespace(const Object& object);

}  // namespace plimsoll::kubernetes
