// The edits that take a suppression away, every other byte staying as it is.
#pragma once

#include <vector>

#include "finding.h"
#include "suppress/suppression.h"

namespace plimsoll {

// The bytes of a comment: with its line if it is alone on it, else with the blanks before it.
Span removal_of(Span comment, const Source& source);

// The edit for each name that is `gone`, without which the suppression no longer has it: the whole suppression if all
// its names are. An empty one where that is not safe. The edits do not overlap, unless they are the same.
std::vector<Edit> removals(const Suppression& suppression, const std::vector<bool>& gone);

}  // namespace plimsoll
