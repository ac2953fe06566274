// Patches: parts of objects that kustomize and kubectl lay over the whole ones. What a patch does not say stands in the
// object that it changes, so there everything absent is unknown (value.h).
#pragma once

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

// Cannot be an object by itself: it has directives of a patch, or it is a workload with a pod template that neither
// selects its pods nor says what runs in them.
bool is_patch(const Object& object);

// From now on what the document does not say is unknown.
void mark_as_patch(Document& document);
inline bool is_marked_as_patch(const Object& object) { return object.root.node()->partial; }

}  // namespace plimsoll::kubernetes
