// Which stage a FROM of unknown value may mean: FROM base-${TARGETARCH} where base-amd64 is a stage above.
#pragma once

#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

// The image of the stage is not known, and an earlier stage has a name that fits it.
bool may_be_from_stage(const Stage& stage);

}  // namespace plimsoll::dockerfile
