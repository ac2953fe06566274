// What of the build context was copied into a stage before an instruction, and how much of it.
#pragma once

#include <initializer_list>
#include <string_view>

#include "dockerfile/ast.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

// COPY or ADD from the build context, not from a stage, an image, a URL or a heredoc; nullptr if it is none. A trigger
// of ONBUILD runs elsewhere.
const Transfer* local_copy(const Instruction& instruction);
// ".", "./", "*", "/": all there is.
bool is_whole_context(std::string_view source);
// The source names the file, or a pattern or folder that may bring it.
bool may_bring(std::string_view source, std::string_view file);
// Some local COPY of the stage before `at`, or a bind mount of `at` itself, may bring one of the files.
bool may_have(const Instruction& at, std::initializer_list<std::string_view> files);
// Anything at all was copied from the context before, there or in a stage below.
bool has_local_files(const Instruction& at);

}  // namespace plimsoll::dockerfile
