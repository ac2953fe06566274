// Edits of mappings, in the layout that they have.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "finding.h"
#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

// Sets the scalar at the path below `map` to `text` (YAML; true and false alone are written into JSON as well):
// replaces it, or adds what the path lacks. Nothing where there is no safe place for it, as below an alias.
//
//   set(container.value, {"securityContext", "runAsNonRoot"}, "true", ctx.source())
std::optional<Edit> set(const Value& map, std::initializer_list<std::string_view> path, std::string_view text,
                        const Source& source);

}  // namespace plimsoll::kubernetes
