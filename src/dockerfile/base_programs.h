// Whether an image has a program, as far as its file tells: by its base, by what is installed and by what is copied.
//
// The facts are rules/data/missing-programs.yaml. Whatever cannot be known counts as present.
//
//   lacks_program(stage, facts::table("missing-programs")["tools"]["curl"], nullptr)
#pragma once

#include "dockerfile/model.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {

// The base image is known not to have it, and nothing before `at` brings it (nullptr: nothing in the whole chain).
bool lacks_program(const Stage& stage, Fact program, const Instruction* at);

}  // namespace plimsoll::dockerfile
