// Whether an image has a program, as far as its file tells: by its base, by what is installed and by what is copied.
//
// The facts are rules/data/missing-programs.yaml. Whatever cannot be known counts as present.
//
//   lacks_program(stage, facts::table("missing-programs")["tools"]["curl"])
#pragma once

#include "dockerfile/model.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {

// The image at the end of the chain is known not to have the program.
bool base_lacks(const Stage& root, Fact program);
// What a RUN calls, or a COPY or ADD brings, may be the program.
bool may_bring(const shell::Command& command, Fact program);
bool may_bring(const Transfer& transfer, Fact program);
// The base image is known not to have it, and nothing in the whole chain brings it.
bool lacks_program(const Stage& stage, Fact program);

}  // namespace plimsoll::dockerfile
