// Paths of the node that an option allows: each with all that is below it, with ":ro" behind for reading only.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kubernetes/security.h"
#include "option.h"

namespace plimsoll::kubernetes {

enum class PathVerdict : uint8_t { allowed, read_only, outside };

// Some container may write there.
bool is_written(const std::vector<Mount>& uses);
// Of a path that is mounted for writing, or not.
PathVerdict judge_path(std::string_view path, Names allowed, bool windows, bool writable);

}  // namespace plimsoll::kubernetes
