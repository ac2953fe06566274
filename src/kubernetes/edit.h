// Edits of mappings and lists, in the layout that they have.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "finding.h"
#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

// Sets the scalar at the path below `map` to `text` (YAML; a word has quotes in JSON, and what is more than a word is
// not written there): replaces it, or adds what the path lacks. Nothing where there is no safe place for it, as below
// an alias.
//
//   set(container.value, {"securityContext", "runAsNonRoot"}, "true", ctx.source())
std::optional<Edit> set(const Value& map, std::initializer_list<std::string_view> path, std::string_view text,
                        const Source& source);

// Removes the entry at the path below `map`, and the entries above it that would be left empty; `map` itself stays.
// Nothing where that would leave nothing of `map`, and where the entry came through an alias or others refer into it.
//
//   erase(container.value, {"securityContext", "procMount"}, ctx.source())
std::optional<Edit> erase(const Value& map, std::initializer_list<std::string_view> path, const Source& source);
// Removes an item of the list at the path; of the only one, what erase() removes for the list.
std::optional<Edit> erase_item(const Value& map, std::initializer_list<std::string_view> path, const Value& item,
                               const Source& source);

// Puts other text in the place of a scalar, with the quotes that it has. Nothing for block scalars and below an alias.
std::optional<Edit> set_text(const Value& scalar, std::string_view text);
// Gives an entry of the mapping another key, with the quotes that it has. Nothing where that key is taken.
std::optional<Edit> rename(const Value& map, std::string_view key, std::string_view name);
// Adds a string behind the last item of a list, with the quotes that one has. Nothing where there is no item, or no
// safe place.
std::optional<Edit> append_item(const Value& list, std::string_view text, const Source& source);

}  // namespace plimsoll::kubernetes
