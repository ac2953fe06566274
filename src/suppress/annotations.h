// Annotations of Kubernetes objects that allow what a rule would report of the object: ours and those of other tools.
#pragma once

#include <vector>

#include "kubernetes/manifest.h"
#include "suppress/suppression.h"

namespace plimsoll {

// Adds those on the metadata of the objects and of their pod templates.
void add_annotations(const kubernetes::Manifest& manifest, std::vector<Suppression>& found);

}  // namespace plimsoll
