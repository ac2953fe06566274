// Stages that need each other, which no builder can build.
#pragma once

#include <vector>

#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

// COPY --from or RUN --mount=from= to a stage of the file.
struct StageUse {
  const Instruction* by = nullptr;
  Word word;  // the name or index
  StageReference reference;
};
std::vector<StageUse> stage_uses(const Instruction& instruction);

// For each set of two or more stages that all need each other: the uses of a later one of the set, in file order.
std::vector<std::vector<StageUse>> stage_cycles(const Model& model);

}  // namespace plimsoll::dockerfile
