// Source -> dockerfile::File. Total: every input gives a tree.
#pragma once

#include <memory>

#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

std::unique_ptr<File> parse(const Source& source);

}  // namespace plimsoll::dockerfile
