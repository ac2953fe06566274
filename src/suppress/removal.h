// The edits that take a suppression away, every other byte staying as it is.
#pragma once

#include <vector>

#include "finding.h"
#include "suppress/suppression.h"

namespace plimsoll {

// The bytes of a comment: with its line if it is alone on it, else with the blanks before it.
Span removal_of(Span comment, const Source& source);

// The edit without which the suppression no longer has that name, one of those that are `gone`: the whole of it if all
// its names are. Nothing where that is not safe. The edits of several names that are gone do not overlap.
std::vector<Edit> without(const Suppression& suppression, const Suppression::Name& name,
                          bool (*gone)(const Suppression::Name&));

}  // namespace plimsoll
