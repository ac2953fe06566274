// An edit that puts the entries of a mapping into another order.
#pragma once

#include <optional>

#include "finding.h"
#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

// Nothing in the document depends on the order of its text: no anchors, no scalars that keep the line breaks behind
// them.
bool has_movable_entries(const Document& document, const Source& source);

// Sorts the entries of a mapping in such a document, each with all that is in its lines; if `deep`, those of the
// mappings in it too. Nothing where more than blanks and commas stands between the entries, as a comment.
using EntryOrder = bool (*)(const Node::Entry& a, const Node::Entry& b);
std::optional<Edit> reorder(const Node& map, EntryOrder is_before, bool deep, const Source& source);

}  // namespace plimsoll::kubernetes
