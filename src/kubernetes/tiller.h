// Tiller, the part of Helm 2 that ran in the cluster with all rights and listened to everybody.
#pragma once

#include <string_view>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

// The last part of its repository names Tiller.
bool is_tiller_image(const Value& image);

// The labels, or the selector, that Helm 2 gave it: "app: helm" and "name: tiller".
bool names_tiller(const Value& labels);

}  // namespace plimsoll::kubernetes
