// Patches: parts of objects that kustomize and kubectl lay over the whole ones. What a patch does not say stands in the
// object that it changes, so there everything absent is unknown (value.h).
#pragma once

#include <vector>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

// The objects of the document cannot be whole: there are directives of a patch, or there is a workload with a pod
// template that neither selects its pods (a Job: says when they are restarted; a CronJob: when it runs) nor says what
// runs in them.
bool is_patch(const Document& document, const std::vector<Object>& objects);

// From now on what the document does not say is unknown. (A scalar node that is marked `partial` is itself unknown:
// some kustomization replaces it.)
void mark_as_patch(Document& document);
inline bool is_marked_as_patch(const Object& object) { return object.root.node()->partial; }

}  // namespace plimsoll::kubernetes
